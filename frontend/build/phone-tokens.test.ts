import { composeVisitors, transform } from 'lightningcss';
import { expect, it } from 'vitest';
import { inSrgb } from './colours';
import { phoneTokens } from './phone-tokens';

const written = (css: string): string =>
  transform({ filename: 'a.css', code: new TextEncoder().encode(css), minify: true, visitor: composeVisitors([{ Color: inSrgb }, phoneTokens]) }).code.toString();

it('leaves out themes and the sizes of a screen, and nothing else', () => {
  expect(written('[data-theme="projector"] { --paper: white } :root { --u: 1vh; --s-1: 2px; --sheet: red }')).toBe(':root{--sheet:red}');
  expect(written('.a[title] { color: red } .b, [data-theme="dark"] .c { color: red }')).toBe('.a[title],.b,[data-theme=dark] .c{color:red}');
});
