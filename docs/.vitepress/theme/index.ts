import theme from 'vitepress/theme';
import './colours.css';

// biome-ignore lint/style/noDefaultExport: VitePress asks for it
export default theme;
