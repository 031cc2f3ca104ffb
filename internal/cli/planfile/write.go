package planfile

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// The names in the archive.
const (
	planName    = "plan.json"
	snapshotDir = "config"
)

// Write writes the plan and the configuration's sources, by their names in its
// directory. The same plan gives the same bytes.
func Write(w io.Writer, plan Plan, sources map[string][]byte) error {
	plan.FormatVersion = FormatVersion
	plan.SnapshotDigest = digest(sources)
	document, err := json.MarshalIndent(plan, "", "  ")
	if err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	archive := zip.NewWriter(w)
	if err := add(archive, planName, append(document, '\n')); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		if err := add(archive, snapshotDir+"/"+name, sources[name]); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

// add writes one file into the archive, without a time, so that the archive does
// not tell when it was made.
func add(archive *zip.Writer, name string, content []byte) error {
	entry, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = entry.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write plan: add %s: %w", name, err)
	}
	return nil
}

// digest is the SHA-256 over names and contents. Lengths stand before both, so
// that nothing can move from one to the other unnoticed.
func digest(sources map[string][]byte) string {
	hash := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		fmt.Fprintf(hash, "%d %s %d\n", len(name), name, len(sources[name]))
		hash.Write(sources[name])
	}
	return hex.EncodeToString(hash.Sum(nil))
}
