import ts from 'typescript';

const MUSTACHE = /\{\{!--.*?--\}\}|\{\{[^{}]*\}\}/gs;
const NOT_READ = /<(script|style|code)\b[^>]*>.*?<\/\1>/gs;
const READ_ATTRIBUTE =
  /\s(?:alt|title|placeholder|label|summary|abbr|data-[a-z-]+|aria-(?:label|description|placeholder|roledescription|valuetext))=("[^"]*"|'[^']*'|[^\s>]*)/g;
/** Of what a program, or no person, sees: the rest of a page's head. */
const READ_CONTENT =
  /<meta (?:name="description"|property="og:[^"]*(?:title|description|name|alt)") content="([^"]*)"/g;
const BUTTON_VALUE = /<input\b(?=[^>]*type="(?:submit|button|reset)")[^>]*\svalue="([^"]*)"/g;
const LETTER = /\p{L}/u;
/** In a mustache: keys, elements and what is compared are small letters without spaces. */
const GIVEN_TEXT = /(?:"([^"]*)"|'([^']*)')/g;
const READS_AS_TEXT = /^\p{Lu}|\p{L}{2,} \p{L}{2,}/u;
const CLASSES = /\bclass=(?:"[^"]*"|'[^']*')/g;

/** What a template says in its own words. */
export function textsInTemplate(template: string): string[] {
  const given = [...template.matchAll(MUSTACHE)]
    .filter(([mustache]) => !mustache.startsWith('{{!'))
    .flatMap(([mustache]) => [...mustache.replace(CLASSES, '').matchAll(GIVEN_TEXT)])
    .map(([, double, single]) => double ?? single ?? '')
    .filter((text) => READS_AS_TEXT.test(text));
  const html = template.replace(MUSTACHE, '').replace(NOT_READ, '');
  const attributes = [READ_ATTRIBUTE, READ_CONTENT, BUTTON_VALUE]
    .flatMap((pattern) => [...html.matchAll(pattern)])
    .map(([, value = '']) => value.replace(/^["']|["']$/g, ''));
  const written = [...html.split(/<[^>]*>/), ...attributes].map((text) => text.trim());
  return [...written.filter((text) => LETTER.test(text)), ...given];
}

/** What a style sheet puts on a page. */
export function textsInStyles(css: string): string[] {
  return [...css.matchAll(/\bcontent:\s*(?:"([^"]*)"|'([^']*)')/g)]
    .map(([, double, single]) => double ?? single ?? '')
    .filter((text) => LETTER.test(text));
}

/** Stands for the values of a template literal. */
const VALUE = '\0';
const SENTENCE = /\p{L}{2,}[.,:;]? (?:\0[.,:;]? )?\p{L}{2,}/u;
const WORD = /^\p{Lu}\p{Ll}+[.…:!?]?$/u;
/** CSS, and names and values of HTTP's headers. */
const FOR_MACHINES =
  /^(?:\(prefers-|public, |default-src |[a-z]+\/[a-z]+; |(?:Connection|Cookie|Host|Vary)$)/;

/** Literals that read as a sentence, or are a word that begins one. */
export function textsInCode(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isForOperators(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    const text = textOf(node);
    if (text !== null && isRead(text)) found.push(text.replaceAll(VALUE, '…'));
    node.forEachChild(visit);
  };
  ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true).forEachChild(visit);
  return found;
}

/** Errors, logs, and the part of a problem that no page shows. A ShopProblem's other parts are shown. */
function isForOperators(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText().endsWith('Error');
  if (ts.isPropertyAssignment(node)) return node.name.getText() === 'operatorDetail';
  if (!ts.isCallExpression(node)) return false;
  return /^super$|^console\.|#?logger\.\w+$/.test(node.expression.getText());
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join(VALUE);
}

function isRead(text: string): boolean {
  const words = text.replace(/<[^>]*>/g, '').trim();
  return (SENTENCE.test(words) || WORD.test(words)) && !FOR_MACHINES.test(text);
}
