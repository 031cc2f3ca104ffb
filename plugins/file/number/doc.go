// Package number reads the numbers that people's exports hold, exactly.
//
// What comes in: the text of one cell and what is declared about its style, the
// decimal sign above all. What goes out: a [connector.Decimal] without any
// rounding, or null where the cell says that there is no value, or an [*Error]
// that says in a user's words why the text is not a number or which two numbers
// it could be.
//
// It takes decimal points and commas, thousands signs of all sorts (no-break
// and thin spaces, apostrophes), currency signs and codes, percent signs,
// negative amounts in parentheses, Unicode minus signs, Arabic-Indic and
// Persian digits with their own signs, exponents, and times such as 1:02:03. It
// never guesses: 1.234 without a declared decimal sign is an error (domain.md
// §3.8).
//
// This package must not know files, columns or queries.
package number
