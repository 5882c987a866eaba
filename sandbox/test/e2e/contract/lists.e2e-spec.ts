import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';
import { LISTED } from '../../support/contract/resource-rows.js';
import { refusalOf } from '../../support/sdk.js';

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

describeContract('lists', ({ stripe }) => {
  describe.each(LISTED)('of $name', ({ name, prefix, url, make, retrieve, list }) => {
    let newest: string;
    let middle: string;
    let oldest: string;

    beforeAll(async () => {
      oldest = await make(stripe());
      middle = await make(stripe());
      newest = await make(stripe());
    });

    it('hold what can be retrieved', async () => {
      const listed = await list(stripe(), { limit: 1 });

      expect(listed).toMatchObject({ object: 'list', url });
      expect(newest).toMatch(new RegExp(`^${prefix}`));
      expect(listed.data).toMatchObject([{ id: newest, object: name }]);
      expect(await retrieve(stripe(), newest)).toMatchObject({ id: newest, object: name });
    });

    it('have the newest first, as many as asked for, and say whether there are more', async () => {
      const three = await list(stripe(), { limit: 3 });
      const one = await list(stripe(), { limit: 1 });

      expect(idsOf(three)).toEqual([newest, middle, oldest]);
      expect([idsOf(one), one.has_more]).toEqual([[newest], true]);
    });

    it('go on after an object, and back before one', async () => {
      const after = await list(stripe(), { limit: 1, starting_after: newest });
      const before = await list(stripe(), { limit: 1, ending_before: oldest });
      const last = await list(stripe(), { ending_before: newest });

      expect([idsOf(after), after.has_more]).toEqual([[middle], true]);
      expect([idsOf(before), before.has_more]).toEqual([[middle], true]);
      expect([idsOf(last), last.has_more]).toEqual([[], false]);
    });

    it('are walked by the SDK', async () => {
      const walked = await list(stripe(), { limit: 1 }).autoPagingToArray({ limit: 3 });

      expect(walked.map(({ id }) => id)).toEqual([newest, middle, oldest]);
    });

    it('are narrowed to a time', async () => {
      const [found] = (await list(stripe(), { limit: 1 })).data;
      const created = found?.created ?? 0;

      expect(idsOf(await list(stripe(), { created: { gt: created + 60 } }))).toEqual([]);
      expect(idsOf(await list(stripe(), { limit: 1, created: { gte: created } }))).toEqual([
        newest,
      ]);
    });

    it.each([0, 101])('do not hold %i at a time', async (limit) => {
      expect(await refusalOf(list(stripe(), { limit }))).toMatchObject({
        statusCode: 400,
        code: 'parameter_invalid_integer',
        param: 'limit',
      });
    });

    it('do not go on after one object and back before another', async () => {
      const both = list(stripe(), { starting_after: newest, ending_before: oldest });

      const refusal = await refusalOf(both);

      expect(refusal).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
      expect(refusal.raw).toMatchObject({
        message:
          'Received both starting_after and ending_before parameters. Please pass in only one.',
      });
      expect([refusal.code, refusal.param]).toEqual([undefined, undefined]);
    });

    it('say first which of two places is nowhere', async () => {
      const both = { starting_after: newest, ending_before: `${prefix}nowhere` };

      expect(await refusalOf(list(stripe(), both))).toMatchObject({
        code: 'resource_missing',
        param: 'ending_before',
      });
    });

    it('do not begin at a place that is nowhere', async () => {
      const nowhere = list(stripe(), { starting_after: `${prefix}nowhere` });

      expect(await refusalOf(nowhere)).toMatchObject({
        code: 'resource_missing',
        param: 'starting_after',
      });
    });
  });
});
