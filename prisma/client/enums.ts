// Made by `npm run db:client` from schema.prisma; what `npm ci --omit=dev` installs.

// biome-ignore-all lint: generated file
// @ts-nocheck
// This file is empty because there are no enums in the schema.
export {}
