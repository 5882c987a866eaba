import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, SandboxControl } from 'stripe-sandbox/testing';
import { charge } from '../support/charging.js';
import { CliSocket, openSession } from '../support/cli-socket.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let sandbox: RunningSandbox;
let control: SandboxControl;

beforeAll(async () => {
  sandbox = await startSandbox();
  control = new SandboxControl(sandbox.url);
});
afterAll(() => sandbox.close());

const send = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(sandbox.url + path, {
    redirect: 'manual',
    ...init,
    headers: { Accept: 'text/html', ...headers },
  });

const click = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  send(path, headers, { method: 'POST', body: new URLSearchParams(form) });

/** fetch() has a Sec-Fetch-Mode of its own. */
async function statusWith(path: string, headers: Record<string, string>, method = 'GET') {
  const sent = request(sandbox.url + path, { headers, method }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

const pay = async () => (await charge(sandbox.stripe, 'pm_card_visa')).payment_intent;

const trouble = async () => {
  const response = await fetch(`${sandbox.url}/_sandbox/trouble`);
  return ((await response.json()) as { on: object }).on;
};

describe('the lab', () => {
  it('is what a browser finds at the root of the port', async () => {
    const root = await send('/');
    const page = await send(root.headers.get('location') ?? '');

    expect(root.status).toBe(302);
    expect(await page.text()).toContain('No payments yet');
    expect(page.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
    );
  });

  it('answers programs with JSON where there was JSON, and browsers with a page', async () => {
    for (const path of ['deliveries', 'requests', 'trouble']) {
      const [program, browser] = [
        await fetch(`${sandbox.url}/_sandbox/${path}`),
        await send(`/_sandbox/${path}`),
      ];
      expect(program.headers.get('content-type')).toContain('application/json');
      expect(browser.headers.get('content-type')).toContain('text/html');
    }
  });

  it('shows what others wrote as text', async () => {
    const description = '<img src=x onerror=alert(1)>';
    await sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd', description });

    const text = await (await send('/_sandbox/')).text();

    expect(text).toContain('&lt;img src=x');
    expect(text).not.toContain('<img src=x');
  });

  it.each([
    'payments/pi_gone',
    'events/evt_gone',
    'deliveries/7',
    'deliveries/x',
    'requests/req_gone',
  ])('says that there is no %s', async (path) => {
    const page = await send(`/_sandbox/${path}`);

    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Nothing here');
  });

  it('has a page about each request, with what was wrong with it', async () => {
    const refused = await refusalOf(
      sandbox.stripe.refunds.create({ charge: 'ch_x' }, { idempotencyKey: 'refund <1>' }),
    );
    const { request_log_url } = refused.raw as { request_log_url: string };

    const page = await send(new URL(request_log_url).pathname);
    const text = await page.text();

    expect(request_log_url).toBe(`${sandbox.url}/_sandbox/requests/${refused.requestId}`);
    expect(page.status).toBe(200);
    expect(text).toContain('<h1>POST /v1/refunds</h1>');
    for (const shown of ['refund &lt;1&gt;', '2026-10-28.endive', 'resource_missing', '>400<']) {
      expect(text).toContain(shown);
    }
    expect(text).toContain('No such charge: &#39;ch_x&#39;');
    expect(text).toContain('No events');
  });

  it('leads from a request to the events it caused, to its payment, and back', async () => {
    const { id } = await sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const { lastResponse } = await sandbox.stripe.paymentIntents.cancel(id);
    const request = `/_sandbox/requests/${lastResponse.requestId}`;

    const text = await (await send(request)).text();
    const [, event = ''] = /href="(\/_sandbox\/events\/evt_\w+)"/.exec(text) ?? [];

    expect(text).toContain(`href="/_sandbox/payments/${id}"`);
    expect(text.match(/\/_sandbox\/events\//g)).toHaveLength(1);
    expect(await (await send(event)).text()).toContain(`href="${request}"`);
    expect(await (await send('/_sandbox/requests')).text()).toContain(`href="${request}"`);
  });

  it('says of what is answered from memory which request it was', async () => {
    const create = () =>
      sandbox.stripe.paymentIntents.create(
        { amount: 2300, currency: 'usd' },
        { idempotencyKey: 'lab:1' },
      );
    const [first, second] = [await create(), await create()];

    const text = await (await send(`/_sandbox/requests/${second.lastResponse.requestId}`)).text();

    expect(text).toContain(`href="/_sandbox/requests/${first.lastResponse.requestId}"`);
  });

  it('keeps no number as long as that of a card in what it says of a request', async () => {
    const refused = await refusalOf(
      sandbox.stripe.paymentIntents.list({ starting_after: '4242424242424242' }),
    );

    const text = await (await send(`/_sandbox/requests/${refused.requestId}`)).text();

    expect(text).toContain('No such payment_intent: &#39;…4242&#39;');
    expect(text).not.toContain('42424242');
  });

  it('lists what the API answers, for whoever was refused', async () => {
    const refused = await refusalOf(sandbox.stripe.products.list());
    const [, path = ''] = / (\/_sandbox\/\w+) /.exec(refused.message) ?? [];

    const text = (await (await send(path)).text()).replaceAll(/<[^>]*>/g, '');

    expect(text).toContain('POST /v1/payment_intents/:id/confirm');
    expect(text).toContain('DELETE /v1/webhook_endpoints/:id');
    expect(text).not.toContain('/authenticate');
    expect(text).not.toContain('/_sandbox/charges');
  });

  it('may be linked to from anywhere, and framed or read from nowhere', async () => {
    const from = { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'navigate' };

    expect(await statusWith('/_sandbox/', { ...from, 'Sec-Fetch-Dest': 'document' })).toBe(200);
    expect(await statusWith('/_sandbox/', { ...from, 'Sec-Fetch-Dest': 'iframe' })).toBe(403);
    expect(await statusWith('/_sandbox/', { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusWith('/_sandbox/stream', { 'Sec-Fetch-Site': 'same-site' })).toBe(403);
  });

  it('lets nobody press its buttons by following a link', async () => {
    const visit = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    const headers = { ...visit, 'Sec-Fetch-Site': 'cross-site' };
    const path = '/_sandbox/trouble/mute_webhooks/on';

    expect(await statusWith(path, headers, 'GET')).toBe(404);
    expect(await statusWith(path, headers, 'POST')).toBe(403);
    expect(await trouble()).toEqual({});
  });

  it.each([
    [{ Origin: 'http://localhost:3000' }],
    [{ Origin: 'null' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
  ])('lets no form of another site press its buttons: %j', async (headers) => {
    const pressed = await click('/_sandbox/trouble/mute_webhooks/on', {}, headers);

    expect(pressed.status).toBe(403);
    expect(await trouble()).toEqual({});
  });

  it('switches trouble on and off by form, and says what is wrong with one', async () => {
    const path = '/_sandbox/trouble/refuse_requests';
    const refused = await click(`${path}/on`, { status: '500', path: 'payment_intents' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Answer with an error: ');
    expect(await trouble()).toEqual({});

    const form = { status: '429', when: 'after', method: '', path: '', times: '2' };
    const started = await click(`${path}/on`, form);
    expect(started.headers.get('location')).toBe('/_sandbox/trouble?done=started');
    expect(await trouble()).toEqual({ refuse_requests: { status: 429, when: 'after', times: 2 } });
    expect(await (await send('/_sandbox/')).text()).toContain('answer with an error');

    await click('/_sandbox/trouble/off', {});
    expect(await trouble()).toEqual({});
  });

  it('presses its buttons past the trouble that it makes', async () => {
    const id = await pay();
    await control.makeTrouble({ refuse_requests: { status: 500 } });

    await click(`/_sandbox/payments/${id}/refunds`, { key: 'twice' });
    await control.stopTrouble();

    const { data } = await sandbox.stripe.refunds.list({ payment_intent: id });
    expect(data).toMatchObject([{ amount: 2300, status: 'succeeded' }]);
  });

  it('refunds once, and disputes once, when a button is pressed twice', async () => {
    const [first, second] = [await pay(), await pay()];
    for (const key of ['same', 'same', 'other']) {
      await click(`/_sandbox/payments/${first}/refunds`, { amount: '5.00', key });
      await click(`/_sandbox/payments/${second}/dispute/open`, {});
    }

    const { data: refunds } = await sandbox.stripe.refunds.list({ payment_intent: first });
    const { data: disputes } = await sandbox.stripe.disputes.list({ payment_intent: second });
    expect(refunds.map(({ amount }) => amount)).toEqual([500, 500]);
    expect(disputes).toHaveLength(1);
  });

  it.each([
    [1000, '$13.00'],
    [1150, '$11.50'],
  ])('offers what is left where %i of 2300 is not captured', async (released, left) => {
    const { id } = await sandbox.stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      capture_method: 'manual',
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    });
    await sandbox.stripe.paymentIntents.capture(id, { amount_to_capture: 2300 - released });

    const page = await (await send(`/_sandbox/payments/${id}`)).text();

    expect(page).toContain(`Refund all ${left}`);
  });

  it('refunds nothing for a form that says a field twice', async () => {
    const id = await pay();
    const twice = new URLSearchParams([
      ['amount', '1.00'],
      ['amount', '2.00'],
    ]);
    const init = { method: 'POST', body: twice };

    expect((await send(`/_sandbox/payments/${id}/refunds`, {}, init)).status).toBe(422);
    expect((await sandbox.stripe.refunds.list({ payment_intent: id })).data).toEqual([]);
  });

  it('says that all is refunded to whoever pressed twice, and disputes nothing of it', async () => {
    const id = await pay();
    const path = `/_sandbox/payments/${id}`;

    const pressed = [
      await click(`${path}/refunds`, { key: 'whole' }),
      await click(`${path}/refunds`, { key: 'whole' }),
      await click(`${path}/dispute/open`, {}),
    ];

    expect(pressed.map(({ status }) => status)).toEqual([303, 303, 422]);
    expect((await sandbox.stripe.disputes.list({ payment_intent: id })).data).toEqual([]);
  });

  it('tells what was sent to an endpoint from what waits for the Stripe CLI', async () => {
    const cli = await CliSocket.connect(await openSession(sandbox.url));
    const url = 'http://127.0.0.1:9/hook';
    await sandbox.stripe.webhookEndpoints.create({ url, enabled_events: ['charge.succeeded'] });
    await pay();

    const page = await eventually(async () => {
      const text = await (await send('/_sandbox/deliveries')).text();
      expect(text).toContain(url);
      return text;
    });
    await cli.cut();
    const [, id = ''] = /deliveries\/(\d+)"[^]*?Stripe CLI/.exec(page) ?? [];
    const one = await (await send(`/_sandbox/deliveries/${id}`)).text();

    expect(page).toMatch(/Stripe CLI[^]*waits for it/);
    expect(one).toContain('waits for the Stripe CLI');
  });

  it('calls a dispute by what came of it, and offers no refund that would be refused', async () => {
    const id = await pay();
    const page = async () => (await send(`/_sandbox/payments/${id}`)).text();
    await click(`/_sandbox/payments/${id}/dispute/open`, {});
    const disputed = await page();
    await click(`/_sandbox/payments/${id}/dispute/win`, {});
    const answered = await page();

    expect(disputed).toContain('>Disputed<');
    expect(disputed).not.toContain('Refund all');
    expect(answered).toContain('>Dispute in review<');
    expect(await (await send('/_sandbox/')).text()).toContain('>Dispute in review<');
  });

  it('looks without leaving a trace in the log', async () => {
    const before = (await control.requests()).length;

    await send('/_sandbox/');

    expect(await control.requests()).toHaveLength(before);
  });

  it('hears at once when something changes, and does not hold up the end', async () => {
    const response = await send('/_sandbox/stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

    let heard = '';
    while (!heard.includes('event: change')) heard += (await reader?.read())?.value ?? '';
    const started = performance.now();
    await sandbox.close();

    expect(performance.now() - started).toBeLessThan(3_000);
    sandbox = await startSandbox({ dataFile: sandbox.dataFile });
  });
});
