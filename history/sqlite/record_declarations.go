package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"strings"

	"github.com/roictl/roictl/history"
)

// A definition that is known already is not written again: declarations change
// far less often than checks run.
var definitionBatch = batch{
	before:  `INSERT INTO definitions (digest, address, kind, summary) VALUES`,
	after:   `ON CONFLICT (digest) DO NOTHING`,
	columns: 4,
}

var declarationBatch = batch{
	before: `WITH stated (run, position, digest) AS (VALUES`,
	after: `)
		INSERT INTO declarations (run, position, definition)
		SELECT run, position, (SELECT id FROM definitions WHERE definitions.digest = stated.digest)
		FROM stated`,
	columns: 3,
}

func insertDeclarations(ctx context.Context, tx *sql.Tx, seq int64, declarations []history.Declaration) error {
	digests := make([][]byte, len(declarations))
	for i, d := range declarations {
		digest := sha256.Sum256([]byte(strings.Join([]string{d.Address, d.Kind, d.Summary}, "\x00")))
		digests[i] = digest[:]
	}
	err := definitionBatch.exec(ctx, tx, len(declarations), func(i int, args []any) []any {
		d := declarations[i]
		return append(args, digests[i], d.Address, d.Kind, d.Summary)
	})
	if err != nil {
		return err
	}
	return declarationBatch.exec(ctx, tx, len(declarations), func(i int, args []any) []any {
		return append(args, seq, i, digests[i])
	})
}
