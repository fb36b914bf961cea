import type { Visitor, CustomAtRules } from 'lightningcss';

const OF_SCREENS = /^--(u|edge-screen|s-.*)$/;

/**
 * lightningcss's visitor of a phone's style: it needs no themes, since nothing sets one there, and none of a screen's
 * sizes. All tokens can then stand in one file.
 */
export const phoneTokens: Visitor<CustomAtRules> = {
  Rule: {
    style({ value }) {
      const themes = value.selectors.every((parts) => parts.some((part) => part.type === 'attribute' && part.name === 'data-theme'));
      return themes ? [] : undefined;
    },
  },
  Declaration: {
    custom: (declaration) => (OF_SCREENS.test(declaration.name) ? [] : undefined),
  },
};
