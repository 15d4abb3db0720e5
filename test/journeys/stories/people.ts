/** The first who is asked and the window of the matter, by their numbers in the demo county. */
export const AT_FIRST = { as: 'WINDOW_STAFF', staffNo: 'W0101', at: 'shexi' } as const;
export const AT_WINDOW = { as: 'WINDOW_STAFF', staffNo: 'W0201', at: 'shexi' } as const;

/** Who wants the card. The number is nobody's. */
export const APPLICANT = { name: '申请人甲', phone: '199-0000-0001' };

/** What is read of a refusal: the regulation's own words too. */
export const REFUSAL = '... on Refusal { code message clause { id text } }';
