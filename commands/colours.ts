// Colours of panels that say how something stands.

export const AMBER = 0xd9822b;
export const GREEN = 0x3b8a5a;
