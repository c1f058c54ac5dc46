// Colours of panels that show a status.

export const AMBER = 0xd9822b;
export const GREEN = 0x3b8a5a;
