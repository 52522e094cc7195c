import { sharedTexts } from '../../commitments/commitment.texts.ts';
import type { Texts } from './letter.texts.ts';
import type { Fact } from './texts-id.ts';

const format = new Intl.NumberFormat('en-GB');
const number = (value: number) => format.format(value);
const counted = (count: number, noun: string) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
const commitments = (count: number) => counted(count, 'commitment');
const workingDays = (days: number) => counted(days, 'working day');

const overdue: Fact = (count, where, { days }) =>
  `${commitments(count)} overdue ${where}, the oldest by ${workingDays(days)}`;

/** The texts of letters in English. */
export const en: Texts = {
  ...sharedTexts.en,
  inRegion: (name) => `in ${name}`,
  inRegions: (count) => `in ${counted(count, 'region')}`,
  to: (name) => `To: ${name}`,
  due: (date) => `due ${date}`,
  provisional: '(provisional)',
  late: (days) => `${workingDays(days)} late`,
  dueToday: 'Due today',
  dueIn: (days) => `${workingDays(days)} left`,
  own: (role, task) => `As ${role}, please ${task}.`,
  others: (office, role, task) => `Waiting for ${office} (${role}) to ${task}.`,
  more: (count) => `and ${counted(count, 'further commitment')}: the whole list`,
  moreOffices: (count) => `and ${counted(count, 'further office')}`,
  thanks: 'Thank you for your attention and follow-up.',

  following: 'What happens next',
  escalates: (office, day) =>
    `If nothing is done, this is also reported to ${office}, as the superior, from ${day} on.`,
  escalatesLater: (office) =>
    `What your office leaves three working days overdue is also reported to ${office}, as the superior.`,
  escalatesNoMore: 'There is no further office above yours that would be told.',
  ladder:
    'Reminders are sent 7 working days (for long terms) and 1 working day before the due date, on the day, 1 and 3 working days after it, and then on the first working day of each week. The superior is told from 3 working days on, those above from 10 and 20.',
  why: 'Why you receive this letter',
  links: 'The links in this letter open once you have signed in. Opening them changes nothing.',
  provisionalDates: 'Dates marked (provisional) may move: the holidays of that year have not been decreed yet.',

  digest: {
    sections: {
      overdue: 'Overdue',
      dueSoon: 'Due soon',
      new: 'New for your office',
      below: 'For your attention as superior',
      secretariat: 'For the forum’s secretariat to decide',
      ahead: 'To be done, not due for a while',
    },
    facts: {
      overdue,
      dueSoon: (count, where, { date }) => `${commitments(count)} due soon ${where}, the first on ${date}`,
      new: (count, where) => `${commitments(count)} new for your office ${where}`,
      below: (count, where, { days }) =>
        `${commitments(count)} of offices below yours overdue ${where}, the oldest by ${workingDays(days)}`,
      secretariat: (count, where) => `${commitments(count)} for the forum’s secretariat to decide ${where}`,
      ahead: (count, where) => `${commitments(count)} to be done ${where}`,
    },
    reasons: {
      sevenBefore: 'something is due in 7 working days',
      oneBefore: 'something is due in 1 working day',
      onTheDay: 'something is due today',
      oneAfter: 'something is 1 working day overdue',
      threeAfter: 'something is 3 working days overdue',
      weekly: 'something has been overdue for longer, which is recalled on the first working day of each week',
      below: 'an office below yours is late by 3 working days or more',
      news: 'a commitment has just come to your office',
      unreachable: 'an office in your forum is not reached by letters',
    },
    opening: (day) => `These commitments need the attention of your office on ${day}.`,
    why: (all) => `This letter is sent because ${all}. There is one daily letter at most, on working days.`,
    unreachable: 'Offices that no letter reaches',
    unreachableFact: (count) => `${counted(count, 'office')} in your forum not reached by letters`,
    unreachableTask:
      'Letters do not reach these offices. The forum’s secretariat is asked to contact them in another way.',
  },
  moves: {
    beside: {
      supporting: (move) => `${move}, with your office in support`,
      former: (move) => `${move}: your office has no part in this commitment any more`,
    },
    section: 'What is new',
    one: (move, statement) => `${move}: ${statement}`,
    many: (count, where) => `${commitments(count)} ${where} just changed`,
    opening: 'These are the latest changes to commitments that concern your office.',
    why: 'This letter is sent because commitments have just come to your office or changed. Changes within 30 minutes are gathered in one letter, and letters are sent in office hours (07:30 to 16:00).',
  },
  recalculation: {
    fact: (count, where) => `Working calendar changed: due dates of ${commitments(count)} ${where} moved`,
    opening: (decree) =>
      `National holidays and collective leave have changed by ${decree}. Due dates given in working days are counted again; those given as a date stay as they are.`,
    section: 'Due dates that moved',
    moved: (to) => `Now due ${to}`,
    before: (from) => `before: ${from}`,
    why: 'This letter is sent once to each office whose due dates were moved by the change of the calendar.',
    following: 'The new due dates hold from today on, and reminders follow them.',
  },
  handover: {
    to: (name, office) => `To: ${name}, ${office}`,
    toActing: (name, office) => `To: ${name}, acting for ${office}`,
    fact: (count, office) => `Hand-over of ${office}: ${commitments(count)} open`,
    factLate: (count, office, late) =>
      `Hand-over of ${office}: ${commitments(count)} open, ${number(late)} of them overdue`,
    opening: (office, day) =>
      `From ${day} on you are recorded as the holder of ${office}. Its commitments stay in force with their history; these are open.`,
    openingNone: (office, day) =>
      `From ${day} on you are recorded as the holder of ${office}. At present no open commitment waits for it.`,
    section: 'Open commitments',
    why: (office) => `This letter is sent once, because you begin to hold ${office}.`,
    following: 'Further letters go to the address of the office, with a copy to you.',
  },
  unreachable: {
    fact: (office) => `Letters do not reach ${office}`,
    opening: (office, why, at) => `${office} is not reached by letters: ${why}, ${at}.`,
    because: { bounce: 'the address refused a letter', complaint: 'the reader marked a letter as unwanted' },
    task: 'Please correct the address of the office or of its holder, then lift the suppression through the API (DELETE /offices/{officeId}/suppression).',
    why: 'This letter is sent to the administrators, once a day for each office an address of which can no longer be reached.',
    following:
      'Nothing is sent to that address until the suppression is lifted. The holder still receives letters where that address works; otherwise the forum’s secretariat is told in its daily letter.',
  },
};
