// Package catalogue knows the names of LinkedIn's ad reports: measures and
// dimensions, what they mean, what adds up, and what LinkedIn never answers.
//
// What comes in is a name; what goes out is what it stands for. The package must not
// know how LinkedIn is asked.
package catalogue
