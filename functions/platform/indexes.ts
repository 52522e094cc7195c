/** The indexes of the table: name, partition key, sort key. functions/README.md lists what is read by which. */
export const BY_PLACE = { name: 'byPlace', partition: 'place', sort: 'placeSort' } as const;
export const BY_FORUM = { name: 'byForum', partition: 'forumId', sort: 'pk' } as const;
export const BY_TURN = { name: 'byTurn', partition: 'waitsFor', sort: 'until' } as const;
