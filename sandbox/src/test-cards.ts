export { TEST_CARDS, type TestCard } from './model/test-cards.js';
