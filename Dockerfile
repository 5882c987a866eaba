# Folio, and its Stripe sandbox, which is another program in the same image:
#   docker build -t folio .
#   docker compose up         both of them, with the sandbox in Stripe's place

# The whole Debian, not the slim one: better-sqlite3 is compiled where no binary can be downloaded.
FROM node:22-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY sandbox/package.json sandbox/
# No package may run a script of its own while it is installed.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run generate
RUN npm run build
RUN mkdir -p data

FROM node:22-bookworm AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY sandbox/package.json sandbox/
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund
# The one exception: it fetches or compiles SQLite.
RUN npm rebuild better-sqlite3

FROM node:22-bookworm-slim
WORKDIR /app
# The WebAssembly engine migrates: the native one would be a download more, and needs OpenSSL.
ENV NODE_ENV=production
ENV PRISMA_SCHEMA_ENGINE_BINARY=/app/scripts/schema-engine/main.mjs
ENV CHECKPOINT_DISABLE=1
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/sandbox/dist ./sandbox/dist
COPY --from=build /app/sandbox/package.json ./sandbox/
# Prisma reads its configuration, and the seed the books, straight from the sources.
COPY --from=build /app/src ./src
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/views ./views
# The example of a shop. For production, mount your own files and set SHOP_DIR to their folder.
COPY --from=build /app/shop ./shop
COPY --from=build /app/package.json /app/prisma.config.ts ./
COPY --from=build --chown=node:node /app/data ./data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "scripts/container/is-alive.mjs", "/health/live"]
CMD ["node", "scripts/container/start.mjs"]
