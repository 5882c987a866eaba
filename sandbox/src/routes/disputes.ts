import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { emitEvent } from '../api/emit-event.js';
import { type Dispute, isClosed } from '../model/dispute.js';
import { settleDispute, submitEvidence } from '../money/decide-dispute.js';
import { EVIDENCE_FILES, EVIDENCE_TEXTS, renderDispute } from '../wire/dispute.js';
import type { Params } from '../wire/params.js';
import { invalidRequest, noSuch } from '../wire/stripe-error.js';
import { changed } from './changed.js';
import { listOf, readCreated, readPage } from './lists.js';
import { readMetadata } from './metadata.js';
import { ofCharge } from './named-charge.js';

const ALL = '/v1/disputes';
const ONE = `${ALL}/:id`;
const resource = 'dispute';

export const disputes: readonly Endpoint[] = [
  { method: 'get', path: ALL, answer: listDisputes, resource, isList: true },
  { method: 'get', path: ONE, answer: retrieveDispute, resource },
  { method: 'post', path: ONE, answer: updateDispute, resource },
  { method: 'post', path: `${ONE}/close`, answer: closeDispute, resource },
];

const LONGEST_EVIDENCE = 20_000;

/** Evidence is sent to the bank with the request that brings it, unless `submit` says no. */
function updateDispute(call: Call): Answer {
  const { params, store } = call;
  const found = findDispute(call);
  params.refuseNotImitated(['intended_submission_method']);
  const evidence = params.hash('evidence');
  const after = {
    ...found,
    evidence: evidence ? readEvidence(evidence, found.evidence) : found.evidence,
    metadata: readMetadata(params, found.metadata),
  };
  const isSubmitted = params.boolean('submit') ?? Boolean(evidence);
  params.refuseUnknown();
  refuseIfClosed(found);
  const dispute = store.disputes.save(isSubmitted ? submitEvidence(call, after) : after);
  emitEvent(call, 'charge.dispute.updated', renderDispute(dispute), renderDispute(found));
  return ok(renderDispute(dispute));
}

/** The shop lets the shopper have the money. */
function closeDispute(call: Call): Answer {
  const found = findDispute(call);
  call.params.refuseUnknown();
  refuseIfClosed(found);
  return ok(renderDispute(settleDispute(call, found, 'lose')));
}

function retrieveDispute(call: Call): Answer {
  call.params.refuseUnknown();
  return ok(renderDispute(findDispute(call)));
}

function listDisputes(call: Call): Answer {
  const { params, store } = call;
  const page = readPage(params, { kind: 'dispute', find: (id) => store.disputes.find(id) });
  const conditions = [...ofCharge(call), ...readCreated(params)];
  params.refuseUnknown();
  return ok(listOf(ALL, store.disputes.list(page, conditions), renderDispute));
}

function findDispute({ store, objectId }: Call): Dispute {
  const dispute = store.disputes.find(objectId);
  if (dispute) return dispute;
  throw noSuch('dispute', objectId, 'dispute');
}

function refuseIfClosed(dispute: Dispute): void {
  if (!isClosed(dispute)) return;
  throw invalidRequest('This dispute is already closed', { isKeptForReplay: true });
}

/** An empty text takes a field out again. */
function readEvidence(params: Params, current: Dispute['evidence']): Dispute['evidence'] {
  params.refuseNotImitated([...EVIDENCE_FILES, 'appeal', 'enhanced_evidence']);
  const texts = EVIDENCE_TEXTS.map(
    (name) => [name, changed(params.text(name, LONGEST_EVIDENCE), current[name])] as const,
  );
  return Object.fromEntries(texts.flatMap(([name, text]) => (text ? [[name, text]] : [])));
}
