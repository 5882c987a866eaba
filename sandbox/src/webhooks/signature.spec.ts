import { describe, expect, it } from '@jest/globals';
import { signatureHeader } from './signature.js';

describe(signatureHeader, () => {
  it('signs the time and the payload with the whole secret', () => {
    // printf '1795376272.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
    expect(signatureHeader('{"id":"evt_1"}', 'whsec_test', 1_795_376_272_999)).toMatch(
      /^t=1795376272,v1=4f27f6cdfe36dbc02ea73de1881e1569d8135363ee192dade62a925d091edbfc,/,
    );
  });

  it('has a v0 as test events have, which follows from no secret', () => {
    const v0 = (secret: string) => signatureHeader('{}', secret, 0).split(',')[2];

    expect(v0('whsec_a')).toMatch(/^v0=[0-9a-f]{64}$/);
    expect(v0('whsec_a')).toBe(v0('whsec_b'));
    expect(signatureHeader('{}', '', 0)).not.toContain(`v1=${v0('')?.slice(3)}`);
  });
});
