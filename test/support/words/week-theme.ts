/** What moderators read about the theme of the week. */
export const WORDS = {
  pl: {
    choose: 'Temat tygodnia',
    chosen: 'Temat najbliższego check-inu (27 listopada 2026)',
    chosenLater: 'Temat najbliższego check-inu (4 grudnia 2026)',
    same: 'ma już ten temat',
    preview: 'temat wybrany przez moderację',
    undo: 'Cofnij',
    undone: 'Cofnięto zmianę',
    conflict: 'Później ktoś zmienił ten temat. Teraz to',
    inTurn: 'według kolejności',
    gone: 'nie da się już cofnąć',
    none: 'Nie jest zaplanowany żaden check-in',
  },
  en: {
    choose: 'Theme of the week',
    chosen: 'The theme of the next check-in (27 November 2026)',
    chosenLater: 'The theme of the next check-in (4 December 2026)',
    same: 'already has this theme',
    preview: 'theme chosen by moderators',
    undo: 'Undo',
    undone: 'The change has been undone',
    conflict: 'Someone has changed the theme since. It’s now',
    inTurn: 'the one whose turn it is',
    gone: 'can no longer be undone',
    none: 'No check-in is planned that could',
  },
} as const;
