import { describe, expect, it } from '@jest/globals';
import { signatureHeader } from './signature.js';

describe(signatureHeader, () => {
  it('signs the time and the payload with the whole secret', () => {
    // printf '1795376272.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
    expect(signatureHeader('{"id":"evt_1"}', 'whsec_test', 1_795_376_272_999)).toBe(
      't=1795376272,v1=4f27f6cdfe36dbc02ea73de1881e1569d8135363ee192dade62a925d091edbfc',
    );
  });
});
