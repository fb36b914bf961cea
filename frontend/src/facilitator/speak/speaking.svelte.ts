/** The guest for whom the host writes now; their page is a page of its own, over all columns of the console. */
export const speaking = $state({ guest: '' });
