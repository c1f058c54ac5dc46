// Made by `npm run db:client` from schema.prisma; what `npm ci --omit=dev` installs.

// biome-ignore-all lint: generated file
// @ts-nocheck
import * as process from 'node:process'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
globalThis['__dirname'] = path.dirname(fileURLToPath(import.meta.url))
import * as runtime from "@prisma/client/runtime/client"
import * as $Enums from "./enums.ts"
import * as $Class from "./internal/class.ts"
import * as Prisma from "./internal/prismaNamespace.ts"
export * as $Enums from './enums.ts'
export * from "./enums.ts"
export const PrismaClient = $Class.getPrismaClientClass()
export { Prisma }
