import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const COMMIT = 'COMMIT';

/** Before a PostgreSQL server: cuts a connection off when the answer to its COMMIT arrives, if told to. */
export async function losingProxy(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let commitsToLose = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let isLosing = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('data', (data) => {
      if (commitsToLose > 0 && data.includes(COMMIT)) {
        commitsToLose -= 1;
        isLosing = true;
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isLosing) client.destroy();
      else client.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(url), { port: String(own) }).href,
    loseNextCommit: () => void (commitsToLose += 1),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
