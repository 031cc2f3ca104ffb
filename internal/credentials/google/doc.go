// Package google reads the files that Google gives people for logging in: keys of
// service accounts, application default credentials, and OAuth clients.
//
// What comes in is the bytes of a file, or where to look for one; what goes out is
// a source of tokens, or a [FileError] in words. Only known types are taken, and a
// key is sent nowhere but to Google, to this machine, or to an address that the
// configuration confirms: a file from somebody else may name any address and, in
// one type, a program to run.
//
// This package must not know who asks for tokens or where they are kept.
package google
