// The floor: what Node itself needs to receive a body, parse it as JSON and answer 4 KB. Nothing can be faster here.
import { createServer } from 'node:http';

const answer = JSON.stringify({ cards: ['x'.repeat(4096)] });
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1');
