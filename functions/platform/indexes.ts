/** The secondary indexes of the table. functions/README.md lists the access patterns. */
export const BY_PLACE = { name: 'byPlace', partition: 'place', sort: 'placeSort' } as const;
export const BY_FORUM = { name: 'byForum', partition: 'forumId', sort: 'pk' } as const;
export const BY_TURN = { name: 'byTurn', partition: 'waitsFor', sort: 'until' } as const;
