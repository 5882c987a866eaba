// What the shop is measured against, on the port that is passed. `bare`: the bytes of a page from memory, by
// node:http alone, which is the limit. `express`: Express and Handlebars, with three hard-coded books.
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import path from 'node:path';
import express from 'express';
import hbs from 'hbs';

const [kind, port] = process.argv.slice(2);
const HOST = '127.0.0.1';
const BOOKS = [
  { title: 'The Art of Doing Science and Engineering', author: 'Richard W. Hamming', price: '$23' },
  { title: 'The Making of Prince of Persia', author: 'Jordan Mechner', price: '$25' },
  { title: 'Working in Public', author: 'Nadia Eghbal', price: '$28' },
];

const app = express();
app.set('view engine', 'hbs');
app.set('views', path.join(import.meta.dirname, 'views'));
app.engine('hbs', hbs.__express);
app.get('/', (_request, response) => response.render('books', { books: BOOKS }));

if (kind === 'express') {
  app.listen(Number(port), HOST);
} else {
  const page = await new Promise((resolve, reject) => {
    app.render('books', { books: BOOKS }, (error, html) => (error ? reject(error) : resolve(html)));
  });
  const bytes = Buffer.from(page);
  createServer((_request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': bytes.length,
    });
    response.end(bytes);
  }).listen(Number(port), HOST);
}
