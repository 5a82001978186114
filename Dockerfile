# One image for every role; the command chooses it: serve (default), worker, screen …
#
#   docker build -t hoofbeats .
#
# test/packaging performs these instructions in an empty folder and runs what they make, so they keep to what it knows:
# RUN works below WORKDIR only, and installs nothing from outside of the npm registry.

# A supported line of Node.js; name a full version to pin it.
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY scripts/prune-image.mjs scripts/sbom.mjs scripts/
RUN node scripts/prune-image.mjs
RUN npm run --silent sbom > sbom.cdx.json
# Becomes the volume: what is copied from here belongs to the user of the last stage.
RUN mkdir data

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts/build.mjs scripts/
COPY src src
RUN npm run build

FROM node:${NODE_VERSION}-bookworm-slim
LABEL org.opencontainers.image.title="Hoofbeats" \
      org.opencontainers.image.description="FHIR-native CDS Hooks service: a differential diagnosis of common and rare diseases" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0" \
      example.hoofbeats.sbom="/app/sbom.cdx.json" \
      example.hoofbeats.sbom.format="CycloneDX"
# Nothing but loopback is reached in a container. Without a registry of EHRs the server refuses to start on this address.
ENV NODE_ENV=production \
    HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/sbom.cdx.json ./
COPY --from=build /app/dist dist
COPY package.json LICENSE NOTICE ./
COPY scripts/hoofbeats.mjs scripts/healthcheck.mjs scripts/
COPY cds-services cds-services
COPY fhir-profiles fhir-profiles
COPY models models
COPY web web
COPY --from=dependencies --chown=1000:1000 /app/data data
# The user `node` of the base image, by number: Kubernetes checks runAsNonRoot by it.
USER 1000:1000
VOLUME /app/data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "scripts/healthcheck.mjs"]
ENTRYPOINT ["node", "--min-semi-space-size=32", "--max-semi-space-size=32", "--v8-pool-size=1", "scripts/hoofbeats.mjs"]
CMD ["serve"]
