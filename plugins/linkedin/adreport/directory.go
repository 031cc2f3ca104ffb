package adreport

import (
	"context"
	"slices"
	"strconv"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/entities"
)

// directory finds the entities of one account by number.
type directory struct {
	account   *entities.Account
	groups    map[int64]*entities.Group
	campaigns map[int64]*entities.Campaign
	creatives map[int64]*entities.Creative
	rules     map[int64]string
	order     map[catalogue.Level][]int64 // numbers of what was listed, in LinkedIn's order
}

// lists says which lists a question takes: those that hold values of its dimensions,
// those that lead from the finest entities to coarser ones, and the one that its
// filter chooses from.
func (q *Question) lists() map[catalogue.Level]bool {
	finest := max(q.level, q.chosen)
	lists := make(map[catalogue.Level]bool)
	for _, d := range q.needed {
		if d.Level <= catalogue.Account {
			continue
		}
		if !d.Bare {
			lists[d.Level] = true
		}
		for l := max(d.Level+1, catalogue.Campaign); l <= finest; l++ {
			lists[l] = true
		}
	}
	if q.chosen > catalogue.Account {
		lists[q.chosen] = true
	}
	if q.level > catalogue.Account && (q.byMember() || q.whole()) {
		lists[q.level] = true // asked one by one, or held against each other by name
	}
	return lists
}

// listing reads what a question needs of an account.
func (q *Question) listing(ctx context.Context, book *entities.Book, account *entities.Account) (*directory, error) {
	d := &directory{account: account, order: make(map[catalogue.Level][]int64)}
	for _, level := range []catalogue.Level{catalogue.Group, catalogue.Campaign, catalogue.Creative} {
		if !q.lists()[level] {
			continue
		}
		if err := d.read(ctx, book, level); err != nil {
			return nil, err
		}
	}
	if slices.ContainsFunc(q.needed, func(n catalogue.Dimension) bool { return n.Name == catalogue.ConversionName }) {
		rules, problem := book.Rules(ctx, int64(account.ID))
		if problem != nil {
			return nil, problem
		}
		d.rules = make(map[int64]string, len(rules))
		for _, rule := range rules {
			d.rules[int64(rule.ID)] = rule.Name
		}
	}
	return d, nil
}

// read reads the entities of a level.
func (d *directory) read(ctx context.Context, book *entities.Book, level catalogue.Level) error {
	account := int64(d.account.ID)
	if d.order[level] != nil {
		return nil
	}
	switch level {
	case catalogue.Group:
		all, problem := book.Groups(ctx, account)
		if problem != nil {
			return problem
		}
		d.groups = index(d, level, all, func(g *entities.Group) entities.ID { return g.ID })
	case catalogue.Campaign:
		all, problem := book.Campaigns(ctx, account)
		if problem != nil {
			return problem
		}
		d.campaigns = index(d, level, all, func(c *entities.Campaign) entities.ID { return c.ID })
	case catalogue.Creative:
		all, problem := book.Creatives(ctx, account)
		if problem != nil {
			return problem
		}
		d.creatives = index(d, level, all, func(c *entities.Creative) entities.ID { return c.ID })
	}
	return nil
}

// index enters what was listed.
func index[T any](d *directory, level catalogue.Level, all []T, id func(*T) entities.ID) map[int64]*T {
	found := make(map[int64]*T, len(all))
	d.order[level] = make([]int64, len(all))
	for i := range all {
		n := int64(id(&all[i]))
		found[n], d.order[level][i] = &all[i], n
	}
	return found
}

// place is an entity with those above it, as far as they are known.
type place struct {
	ids      [catalogue.Creative + 1]int64 // by level; 0 where not known
	group    *entities.Group
	campaign *entities.Campaign
	creative *entities.Creative
}

// place finds an entity by its number.
func (d *directory) place(level catalogue.Level, id int64) place {
	var p place
	p.ids[catalogue.Account] = int64(d.account.ID)
	p.ids[level] = id
	if p.creative = d.creatives[p.ids[catalogue.Creative]]; p.creative != nil {
		p.ids[catalogue.Campaign] = int64(p.creative.Campaign)
	}
	if p.campaign = d.campaigns[p.ids[catalogue.Campaign]]; p.campaign != nil {
		p.ids[catalogue.Group] = int64(p.campaign.Group)
	}
	p.group = d.groups[p.ids[catalogue.Group]]
	return p
}

// text is what an entity has in a dimension; null where LinkedIn's lists do not have
// the entity (any more).
func (d *directory) text(p *place, name string) connector.Text {
	switch name {
	case "account_id":
		return number(p.ids[catalogue.Account])
	case "account":
		return connector.Text{Value: d.account.Name}
	case "campaign_group_id":
		return number(p.ids[catalogue.Group])
	case "campaign_id":
		return number(p.ids[catalogue.Campaign])
	case "creative_id":
		return number(p.ids[catalogue.Creative])
	}
	switch {
	case name == "campaign_group" && p.group != nil:
		return connector.Text{Value: p.group.Name}
	case p.campaign != nil && name == "campaign":
		return connector.Text{Value: p.campaign.Name}
	case p.campaign != nil && name == "campaign_status":
		return connector.Text{Value: p.campaign.Status}
	case p.campaign != nil && name == "campaign_type":
		return connector.Text{Value: p.campaign.Type}
	case p.campaign != nil && name == "objective":
		return connector.Text{Value: p.campaign.Objective}
	case p.campaign != nil && name == "format":
		return connector.Text{Value: p.campaign.Format}
	case p.creative != nil && name == "creative":
		return connector.Text{Value: p.creative.Name}
	case p.creative != nil && name == "post_id":
		reference := p.creative.Reference()
		return connector.Text{Value: reference, Null: reference == ""}
	}
	return connector.Text{Null: true}
}

func number(id int64) connector.Text {
	return connector.Text{Value: strconv.FormatInt(id, 10), Null: id == 0}
}
