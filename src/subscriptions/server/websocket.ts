import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { JsonObject } from '../../fhir/json.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import { type Binding, readBindingToken } from './binding-token.ts';
import type { Send } from './rest-hook.ts';

/** Path of the socket below the FHIR base. */
export const socketPath = '/fhir/Subscription/ws';

export interface SocketHubOptions {
  readonly ring: KeyRing;
  readonly now: () => Date;
  /** Handshakes of the subscriptions that were bound, one for each that may be bound. */
  readonly handshakes: (binding: Binding) => Promise<readonly { readonly id: string; readonly bundle: JsonObject }[]>;
  /** What waits for these subscriptions can be sent now. */
  readonly onBound: (subscriptions: readonly string[]) => Promise<void>;
  readonly onFailure: (thrown: unknown) => void;
}

/** The channel `websocket`: sockets that clients have opened and bound by token (R5 §3.2.4.2). */
export interface SocketHub {
  readonly send: Send;
  /** Subscriptions that a socket of this process is bound to. */
  bound(): readonly string[];
  /** Takes an HTTP upgrade; false when it is for another path. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

/** A bind request is short; whatever is longer is none. */
const longestMessage = 64 * 1024;
/** Whoever has not bound anything by then wants nothing. */
const patienceMs = 30_000;

export function createSocketHub({ ring, now, handshakes, onBound, onFailure }: SocketHubOptions): SocketHub {
  const server = new WebSocketServer({ noServer: true, maxPayload: longestMessage });
  const sockets = new Map<string, Set<WebSocket>>();

  const leave = (socket: WebSocket) => {
    for (const [id, bound] of sockets) {
      bound.delete(socket);
      if (bound.size === 0) sockets.delete(id);
    }
  };
  const bind = async (socket: WebSocket, message: string) => {
    const token = /^bind-with-token:?\s+(\S+)\s*$/.exec(message)?.[1];
    if (token === undefined) return socket.close(1003, 'bind-with-token TOKEN is expected');
    const shaken = await handshakes(readBindingToken(token, ring, now()));
    for (const { id, bundle } of shaken) {
      await written(socket, bundle);
      sockets.set(id, (sockets.get(id) ?? new Set()).add(socket));
    }
    await onBound(shaken.map(({ id }) => id));
  };

  server.on('connection', (socket) => {
    const alarm = setTimeout(() => socket.close(1008, 'nothing was bound'), patienceMs);
    socket.on('message', (data, isBinary) => {
      clearTimeout(alarm);
      bind(socket, isBinary ? '' : String(data)).catch((thrown) => {
        onFailure(thrown);
        socket.close(1008, 'the token is not valid');
      });
    });
    socket.on('error', onFailure);
    socket.on('close', () => {
      clearTimeout(alarm);
      leave(socket);
    });
  });

  return {
    async send(id, _spec, bundle) {
      const open = [...(sockets.get(id) ?? [])].filter((socket) => socket.readyState === socket.OPEN);
      const results = await Promise.allSettled(open.map((socket) => written(socket, bundle)));
      return results.some(({ status }) => status === 'fulfilled') ? undefined : 'No socket is bound.';
    },
    bound: () => [...sockets.keys()],
    upgrade(request, socket, head) {
      if ((request.url ?? '').split('?')[0] !== socketPath) return false;
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
      return true;
    },
    close() {
      for (const socket of server.clients) socket.close(1001, 'the server stops');
      server.close();
    },
  };
}

const written = (socket: WebSocket, bundle: JsonObject) =>
  new Promise<void>((resolve, reject) => {
    socket.send(JSON.stringify(bundle), (error) => (error ? reject(error) : resolve()));
  });
