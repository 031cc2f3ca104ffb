// Package dates reads the days that people's exports hold.
//
// What comes in: a format in the letters that spreadsheets use (DD-MM-YYYY) and
// the text of a cell. What goes out: a civil day, and how long a time a row with
// such a date stands for. A day and a month are never guessed apart; [Fitting]
// tells which formats a text could have, for those who ask the user.
//
// This package must not know files, columns or queries.
package dates
