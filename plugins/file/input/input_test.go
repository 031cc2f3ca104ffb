package input

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/roictl/roictl/connector"
)

func file(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

func TestFind(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{
		"data/ads-1.csv":       file("a"),
		"data/ads-2.csv":       file("bb"),
		"data/deep/er/ads.tsv": file("ccc"),
		"data/export [1].csv":  file("dddd"),
		"crm.csv":              file("eeeee"),
		"{a}.csv":              file("f"),
		"b}[*.csv":             file("g"),
		"~ads.csv":             file("h"),
	}
	for _, tt := range []struct {
		name  string
		globs []string
		want  []File
	}{
		{"one file", []string{"crm.csv"}, []File{{Name: "crm.csv", Size: 5}}},
		{"dot before", []string{"./crm.csv"}, []File{{Name: "crm.csv", Size: 5}}},
		{"glob", []string{"data/ads-*.csv"}, []File{{Name: "data/ads-1.csv", Size: 1}, {Name: "data/ads-2.csv", Size: 2}}},
		{"any depth", []string{"data/**/*.tsv"}, []File{{Name: "data/deep/er/ads.tsv", Size: 3}}},
		{"each file once", []string{"data/ads-2.csv", "data/ads-*.csv", "data/../data/ads-1.csv"}, []File{{Name: "data/ads-1.csv", Size: 1}, {Name: "data/ads-2.csv", Size: 2}}},
		{"brackets in a name", []string{"data/export [1].csv"}, []File{{Name: "data/export [1].csv", Size: 4}}},
		{"braces in a name", []string{"{a}.csv"}, []File{{Name: "{a}.csv", Size: 1}}},
		{"special characters in brackets", []string{"[{]a[}].csv", "b[}][[][*].csv", "data/export [[]1].csv"}, []File{{Name: "b}[*.csv", Size: 1}, {Name: "data/export [1].csv", Size: 4}, {Name: "{a}.csv", Size: 1}}},
		{"a tilde in a name", []string{"~ads.csv"}, []File{{Name: "~ads.csv", Size: 1}}},
		{"directories are no files", []string{"data/*"}, []File{{Name: "data/ads-1.csv", Size: 1}, {Name: "data/ads-2.csv", Size: 2}, {Name: "data/export [1].csv", Size: 4}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, diags := Find(dir, tt.globs)
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(File{}, "Found")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{
		"data/ads-2026.csv": file("a"),
		"data/crm.csv":      file("b"),
		"bad\xff.csv":       file("c"),
		"empty":             &fstest.MapFile{Mode: fs.ModeDir},
		"pipe":              &fstest.MapFile{Mode: fs.ModeNamedPipe},
	}
	for _, tt := range []struct{ glob, code, text string }{
		{"data/ads_2026.csv", "FILE_NOT_FOUND", `Did you mean "data/ads-2026.csv"?`},
		{"data/orders.csv", "FILE_NOT_FOUND", `There are "data/ads-2026.csv", "data/crm.csv".`},
		{"data/*.tsv", "FILE_NOT_FOUND", `No file matches "data/*.tsv".`},
		{"dta/x/y.csv", "FILE_NOT_FOUND", `"." is the nearest that does`},
		{"empty/*.csv", "FILE_NOT_FOUND", `The directory "empty" is empty`},
		{"data", "FILE_IS_DIRECTORY", `path = "data/*.csv"`},
		{"pipe", "FILE_UNREADABLE", "pipe or device"},
		{"", "FILE_PATH_INVALID", "is empty"},
		{"/etc/passwd", "FILE_PATH_OUTSIDE", "is absolute"},
		{`C:\data\ads.csv`, "FILE_PATH_OUTSIDE", "is absolute"},
		{"~/ads.csv", "FILE_PATH_OUTSIDE", "home directory"},
		{"../ads.csv", "FILE_PATH_OUTSIDE", `has ".." in it`},
		{"data/../../ads.csv", "FILE_PATH_OUTSIDE", `has ".." in it`},
		{`data\ads.csv`, "FILE_PATH_INVALID", `path = "data/ads.csv"`},
		{"https://example.com/ads.csv", "FILE_PATH_INVALID", "web address"},
		{"data/[ads.csv", "FILE_PATH_INVALID", "not a valid glob"},
		{"[{]x.csv", "FILE_NOT_FOUND", `There is no file "{x.csv"`},
		{"bad\ufffd.csv", "FILE_NOT_FOUND", `"bad\xff.csv", whose name is not text in UTF-8`},
	} {
		t.Run(tt.glob, func(t *testing.T) {
			t.Parallel()
			files, diags := Find(dir, []string{tt.glob})
			if len(files) > 0 || len(diags) != 1 {
				t.Fatalf("files %v, diagnostics %v", files, diags)
			}
			wantDiagnostic(t, &diags[0], tt.code, tt.text)
		})
	}
}

func wantDiagnostic(t *testing.T, d *connector.Diagnostic, code, text string) {
	t.Helper()
	if d == nil {
		t.Fatalf("no diagnostic, want %s", code)
	}
	if said := d.Summary + "\n" + d.Detail + "\n" + d.Hint; d.Code != code || !strings.Contains(said, text) {
		t.Errorf("%s: %s\nwant %s with %q", d.Code, said, code, text)
	}
}

func TestLinksOutOfTheDirectory(t *testing.T) {
	t.Parallel()
	outside, inside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret.csv"), []byte("a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "secret.csv"), filepath.Join(inside, "ads.csv")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	root, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	_, diags := Find(root.FS(), []string{"ads.csv"})
	if len(diags) != 1 {
		t.Fatalf("diagnostics %v", diags)
	}
	wantDiagnostic(t, &diags[0], "FILE_PATH_OUTSIDE", "symbolic link")
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOpen(t *testing.T) {
	t.Parallel()
	const text = "Tag;Ausgegebener Betrag (€)\n2026-05-01;12,50\n"
	for _, tt := range []struct {
		name, content, declared, encoding string
		compressed                        bool
	}{
		{"utf-8", text, "", "utf-8", false},
		{"declared", text, "UTF-8", "utf-8", false},
		{"mark", "\xef\xbb\xbf" + text, "", "utf-8", false},
		{"utf-32 little", encoded(t, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), text), "", "utf-32le", false},
		{"utf-32 big", encoded(t, utf32.UTF32(utf32.BigEndian, utf32.UseBOM), text), "", "utf-32be", false},
		{"utf-16 little", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text), "", "utf-16le", false},
		{"utf-16 big", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), text), "", "utf-16be", false},
		{"the mark knows better", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text), "windows-1252", "utf-16le", false},
		{"no mark", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), text), "utf-16le", "utf-16le", false},
		{"no mark, utf-32", encoded(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), text), "UTF-32BE", "utf-32be", false},
		{"windows", encoded(t, charmap.Windows1252, text), "windows-1252", "windows-1252", false},
		{"gzip", zipped(t, text), "", "utf-8", true},
		{"gzip of utf-16", zipped(t, encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text)), "", "utf-16le", true},
		{"two gzip members", zipped(t, text[:20]) + zipped(t, text[20:]), "", "utf-8", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			opened, d := Open(fstest.MapFS{"f.csv": file(tt.content)}, File{Name: "f.csv"}, tt.declared)
			if d != nil {
				t.Fatal(connector.Diagnostics{*d})
			}
			defer opened.Close()
			got, err := io.ReadAll(opened)
			if err != nil || string(got) != text {
				t.Errorf("read %q (%v)", got, err)
			}
			if opened.Encoding != tt.encoding || opened.Compressed != tt.compressed {
				t.Errorf("encoding %q, compressed %v", opened.Encoding, opened.Compressed)
			}
			if opened.Consumed() != int64(len(tt.content)) {
				t.Errorf("consumed %d bytes of %d", opened.Consumed(), len(tt.content))
			}
		})
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, file, content, declared, code, text string }{
		{"empty", "f.csv", "", "", "FILE_EMPTY", "not even a header"},
		{"only a mark", "f.csv", "\xff\xfe", "", "FILE_EMPTY", "not even a header"},
		{"empty gzip", "f.csv.gz", zipped(t, ""), "", "FILE_EMPTY", "not even a header"},
		{"Excel", "f.csv", "PK\x03\x04\x14\x00", "", "FILE_NOT_TEXT", "Excel workbook"},
		{"PDF", "f.csv", "%PDF-1.7", "", "FILE_NOT_TEXT", "PDF"},
		{"login page", "f.csv", "\n<!DOCTYPE html><html>", "", "FILE_NOT_TEXT", "login page"},
		{"not gzip", "f.csv.gz", "a,b\n", "", "FILE_CORRUPT", "not in the gzip format"},
		{"bad gzip header", "f.csv", "\x1f\x8b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "", "FILE_CORRUPT", "damaged"},
		{"gzip cut off at once", "f.csv", "\x1f\x8b\x08", "", "FILE_TRUNCATED", "Download"},
		{"binary", "f.csv", "a,b\n\x00\x01\x02,c\n", "", "FILE_BINARY", "binary data"},
		{"UTF-16 without a mark", "f.csv", "a\x00,\x00b\x00\n\x00", "", "FILE_ENCODING", `encoding = "utf-16le"`},
		{"UTF-16 without a mark, the other order", "f.csv", "\x00a\x00,\x00b\x00\n", "", "FILE_ENCODING", `encoding = "utf-16be"`},
		{"unknown encoding", "f.csv", "a,b\n", "windows-1225", "FILE_ENCODING_UNKNOWN", `Did you mean "windows-12`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, d := Open(fstest.MapFS{tt.file: file(tt.content)}, File{Name: tt.file}, tt.declared)
			wantDiagnostic(t, d, tt.code, tt.text)
		})
	}
}

// What goes wrong behind the first bytes comes out of Read, and Diagnose knows it.
func TestDamagedCompression(t *testing.T) {
	t.Parallel()
	whole := zipped(t, strings.Repeat("some text that does not compress away 0123456789\n", 50_000))
	for name, tt := range map[string]struct{ content, code string }{
		"cut off":         {whole[:len(whole)-100], "FILE_TRUNCATED"},
		"wrong checksum":  {whole[:len(whole)-8] + "\x00\x00\x00\x00" + whole[len(whole)-4:], "FILE_CORRUPT"},
		"damaged content": {whole[:len(whole)/2] + strings.Repeat("\xff", 200) + whole[len(whole)/2+200:], "FILE_CORRUPT"},
	} {
		opened, d := Open(fstest.MapFS{"f.gz": file(tt.content)}, File{Name: "f.gz"}, "")
		if d != nil {
			t.Fatalf("%s: %v", name, connector.Diagnostics{*d})
		}
		_, err := io.Copy(io.Discard, opened)
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		got := Diagnose("f.gz", err)
		wantDiagnostic(t, &got, tt.code, "f.gz")
	}
}

func TestDiagnoseOpening(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		err  error
		code string
	}{
		{fs.ErrPermission, "FILE_UNREADABLE"},
		{fs.ErrNotExist, "FILE_NOT_FOUND"},
		{errors.New("input/output error"), "FILE_UNREADABLE"},
	} {
		_, d := Open(failing{tt.err}, File{Name: "f.csv"}, "")
		wantDiagnostic(t, d, tt.code, "f.csv")
	}
	_, d := Open(failing{nil}, File{Name: "f.csv"}, "")
	wantDiagnostic(t, d, "FILE_UNREADABLE", "disk on fire")
}

// failing fails to open, or opens a file that fails to read.
type failing struct{ err error }

func (f failing) Open(string) (fs.File, error) {
	if f.err != nil {
		return nil, f.err
	}
	return brokenFile{iotest.ErrReader(errors.New("disk on fire"))}, nil
}

type brokenFile struct{ io.Reader }

func (brokenFile) Stat() (fs.FileInfo, error) { return fstest.MapFS{"f.csv": file("")}.Stat("f.csv") }
func (brokenFile) Close() error               { return nil }

func TestDuplicates(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{
		"ads.csv": file("same"), "ads (1).csv": file("same"), "other.csv": file("othe"), "longer.csv": file("longer"),
		"empty1.csv": file(""), "empty2.csv": file(""),
	}
	files, diags := Find(dir, []string{"*.csv"})
	if diags != nil {
		t.Fatal(diags)
	}
	files = append(files, File{Name: "gone.csv", Size: 4})
	diags = Duplicates(context.Background(), dir, files)
	if len(diags) != 1 || !diags.HasErrors() {
		t.Fatalf("%+v", diags)
	}
	wantDiagnostic(t, &diags[0], "FILE_DUPLICATE", `"ads (1).csv" and "ads.csv"`)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if diags = Duplicates(ctx, dir, files); diags != nil {
		t.Errorf("files are read after a cancellation: %v", diags)
	}
}
