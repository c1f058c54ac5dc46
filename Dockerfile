# What the bot runs on in production: nothing that is for development, and nothing that only builds the rest. Docker is not needed to see
# that it works: `npm run check:image` replays these steps and starts what they leave.
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NODE_ENV=production

# `npm ci` copies the database client and prepares the embedded database, so what that needs comes first; the layer lasts until one
# of these files changes.
COPY package.json package-lock.json .npmrc ./
COPY prisma/client ./prisma/client
COPY scripts/*.mjs ./scripts/
COPY src/database/cluster-image.ts src/database/embedded-settings.ts src/database/wasm.ts ./src/database/
# Without the sandbox, which stands in for Discord where there is no token.
# The image has Node 24; the one among the packages is for machines with an older version.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin && npm cache clean --force

COPY . .
RUN node scripts/prepare-content.mjs

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app ./
RUN mkdir -p data && chown node:node data

USER node
VOLUME /app/data
# Health and metrics listen inside the container; publish the port only where they should be reachable.
ENV OPS_HOST=0.0.0.0 OPS_PORT=8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT}/health/ready`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals reach the bot itself. It stops within 10 seconds.
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=16", "src/start.js"]
