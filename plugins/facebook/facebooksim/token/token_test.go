package token

import (
	"testing"
	"time"
)

// TestProof uses the vectors that are computed with the formula of Meta's SDKs;
// `printf %s EAAroictlTestToken | openssl dgst -sha256 -hmac roictl-test-app-secret`
// gives the same.
func TestProof(t *testing.T) {
	t.Parallel()
	const want = "44f44c9d7f30ca2eb1b5de0e37ba394a86bd2742c2a5ec2b4f7b490adf5c525b"
	if got := Proof("roictl-test-app-secret", "EAAroictlTestToken"); got != want {
		t.Errorf("proof %s, want %s", got, want)
	}
}

func TestTokensStopWorking(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 20, 10, 0, 0, 0, time.UTC)
	store := NewStore()
	never := store.Add(Token{Kind: SystemUser})
	ends := store.Add(Token{Kind: User, Expires: now})
	later := store.Add(Token{Kind: User, Expires: now.Add(time.Second)})
	changed := store.Add(Token{Kind: User, Invalid: 460})
	for _, tt := range []struct {
		value         string
		code, subcode int
	}{
		{never, 0, 0}, {later, 0, 0}, {ends, 190, 463}, {changed, 190, 460}, {"EAAnobodys", 190, 0},
		{store.AppID + "|" + store.Secret, 0, 0}, {store.AppID + "|guess", 190, 0},
	} {
		_, err := store.Find(tt.value, now)
		switch {
		case err == nil && tt.code != 0:
			t.Errorf("%s works, want error %d/%d", tt.value, tt.code, tt.subcode)
		case err != nil && (err.Code != tt.code || err.Subcode != tt.subcode):
			t.Errorf("%s: error %d/%d, want %d/%d", tt.value, err.Code, err.Subcode, tt.code, tt.subcode)
		}
	}
}
