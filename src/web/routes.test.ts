import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { webRoutes } from './routes.ts';

const app = express().use(webRoutes());

describe('the page', () => {
  it('is HTML that brings no script or style of its own, so that a strict content security policy holds', async () => {
    const { headers, text } = await request(app).get('/').expect(200);
    expect(headers['content-type']).toMatch(/^text\/html; charset=utf-8/);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\son[a-z]+=/i);
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('finds every file that it names', async () => {
    const { text } = await request(app).get('/');
    const named = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(4);
    for (const path of named) await request(app).get(path).expect(200).expect('Cache-Control', 'no-cache');
  });

  it('serves modules as JavaScript and nothing outside its folder', async () => {
    await request(app)
      .get('/assets/page.js')
      .expect(200)
      .expect('Content-Type', /javascript/);
    await request(app).get('/assets/..%2fpackage.json').expect(404);
    await request(app).get('/assets/').expect(404);
  });
});

describe('the example patients', () => {
  it('are listed in two languages', async () => {
    const { body } = await request(app).get('/examples').expect(200);
    expect(body.examples.length).toBeGreaterThanOrEqual(8);
    for (const { title, line } of body.examples)
      expect([title.en, title.es, line.en, line.es]).not.toContain(undefined);
  });

  it('come as FHIR Bundles', async () => {
    const { headers, text } = await request(app).get('/examples/tall-boy-lens').expect(200);
    expect(headers['content-type']).toMatch(/^application\/fhir\+json/);
    expect(JSON.parse(text).resourceType).toBe('Bundle');
  });

  it.each(['nobody', '..%2f..%2fpackage', 'index'])('are not other files: %s', async (id) => {
    await request(app)
      .get(`/examples/${id}`)
      .expect((response) => {
        expect(response.text).not.toContain('"dependencies"');
        expect(response.status).toBeGreaterThanOrEqual(400);
      });
  });
});
