import { expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { describeContract } from '../../support/contract/contract.js';
import { idOf, pay } from '../../support/contract/payments.js';
import { refusalOf } from '../../support/sdk.js';

describeContract('disputes', ({ stripe }) => {
  const disputed = async (card: string) => {
    const { id: payment_intent, status } = await pay(stripe(), card);
    expect(status).toBe('succeeded');
    return eventually(async () => {
      const [dispute] = (await stripe().disputes.list({ payment_intent })).data;
      if (!dispute) throw new Error('Nobody disputes it');
      return dispute;
    }, 60);
  };

  const told = (type: string, id: string) =>
    eventually(async () => {
      const { data } = await stripe().events.list({ type, limit: 100 });
      expect(data.map(({ data: { object } }) => 'id' in object && object.id)).toContain(id);
    });

  it.each([
    ['pm_card_createDispute', 'fraudulent', 'needs_response'],
    ['pm_card_createDisputeProductNotReceived', 'product_not_received', 'needs_response'],
    ['pm_card_createDisputeInquiry', expect.any(String), 'warning_needs_response'],
  ])('%s pays, and the money is asked back', async (card, reason, status) => {
    const dispute = await disputed(card);

    expect(dispute).toMatchObject({
      id: expect.stringMatching(/^(du|dp)_/),
      object: 'dispute',
      amount: 2300,
      currency: 'usd',
      reason,
      status,
    });
    await told('charge.dispute.created', dispute.id);
    const charge = await stripe().charges.retrieve(idOf(dispute.charge));
    expect(charge).toMatchObject({ disputed: true, paid: true });
  });

  it('are lost by whoever closes them', async () => {
    const { id } = await disputed('pm_card_createDispute');

    expect(await stripe().disputes.close(id)).toMatchObject({ id, status: 'lost' });

    await told('charge.dispute.closed', id);
  });

  it('that are nowhere are a 404', async () => {
    expect(await refusalOf(stripe().disputes.retrieve('du_x'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });
});
