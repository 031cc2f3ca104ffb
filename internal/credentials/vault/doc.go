// Package vault keeps what a login gave: in the keyring of the operating system,
// else in files of the user that are encrypted at rest.
//
// What comes in is a [Record] under a [Key]; what goes out is the same record, in
// this process or another one, or an error that says what became of it. Records
// are replaced whole, a file that cannot be read is kept aside and never lost, and
// [Vault.Lock] lets one process at a time renew a record.
//
// This package must not know what a token is good for, how one is obtained, or
// where the environment of the process is.
package vault
