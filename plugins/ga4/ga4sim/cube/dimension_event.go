package cube

import (
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// eventDimensions tell what happened. They are not set for all other events.
var eventDimensions = []Dimension{
	event("eventName", "Event name", "Event", func(f *Fact) string {
		if f.Event == nil {
			return ""
		}
		return f.Event.Name.String()
	}),
	event("method", "Method", "Event", func(*Fact) string { return "" }),
	event("searchTerm", "Search term", "Event", func(*Fact) string { return "" }),
	event("linkUrl", "Link URL", "Event", func(*Fact) string { return "" }),
	event("percentScrolled", "Percent scrolled", "Event", func(f *Fact) string {
		if f.is(world.Scroll) {
			return "90"
		}
		return ""
	}),
	order("transactionId", "Transaction ID", func(o *world.Order) string { return o.ID }),
	order("orderCoupon", "Order coupon", func(o *world.Order) string { return o.Coupon }),
	order("currencyCode", "Currency", func(o *world.Order) string { return o.PaidIn }),
	order("shippingTier", "Shipping tier", func(*world.Order) string { return "Ground" }),
}

func event(name, ui, category string, read func(*Fact) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: category, Scope: EventScope, Value: func(f *Fact) string { return set(read(f)) }}
}

func order(name, ui string, read func(*world.Order) string) Dimension {
	return event(name, ui, ecommerce, func(f *Fact) string {
		if o := f.detail().Order; o != nil {
			return read(o)
		}
		return ""
	})
}

const ecommerce = "Ecommerce"

// itemDimensions tell of one line of an event's items.
var itemDimensions = []Dimension{
	item("itemId", "Item ID", func(p *world.Product) string { return p.ID }),
	item("itemName", "Item name", func(p *world.Product) string { return p.Name }),
	item("itemBrand", "Item brand", func(p *world.Product) string { return p.Brand }),
	item("itemCategory", "Item category", func(p *world.Product) string { return p.Category }),
	item("itemCategory2", "Item category 2", func(*world.Product) string { return "" }),
	item("itemCategory3", "Item category 3", func(*world.Product) string { return "" }),
	item("itemCategory4", "Item category 4", func(*world.Product) string { return "" }),
	item("itemCategory5", "Item category 5", func(*world.Product) string { return "" }),
	item("itemVariant", "Item variant", func(p *world.Product) string { return p.Variant }),
	item("itemAffiliation", "Item affiliation", func(*world.Product) string { return "" }),
	item("itemListName", "Item list name", func(*world.Product) string { return "" }),
	item("itemListId", "Item list ID", func(*world.Product) string { return "" }),
	item("itemListPosition", "Item list position", func(*world.Product) string { return "" }),
	item("itemPromotionId", "Item promotion ID", func(*world.Product) string { return "" }),
	item("itemPromotionName", "Item promotion name", func(*world.Product) string { return "" }),
	item("itemPromotionCreativeName", "Item promotion creative name", func(*world.Product) string { return "" }),
	item("itemPromotionCreativeSlot", "Item promotion creative slot", func(*world.Product) string { return "" }),
}

func item(name, ui string, read func(*world.Product) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: ecommerce, Scope: ItemScope, Value: func(f *Fact) string {
		if f.Item == nil {
			return world.NotSet
		}
		return set(read(f.Item.Product))
	}}
}

// customDimension is a parameter that the property has registered.
func customDimension(custom world.CustomDimension) Dimension {
	d := Dimension{UI: custom.Name, Category: "Custom", Custom: true}
	switch custom.Scope {
	case "USER":
		d.Scope = UserScope
		d.Value = ofUser(func(u *world.User) string { return u.Membership })
	case "ITEM":
		d.Scope = ItemScope
		d.Value = item("", "", func(p *world.Product) string { return p.Color }).Value
	default:
		d.Scope = EventScope
		d.Value = func(f *Fact) string { return set(f.detail().Plan) }
	}
	d.Name = "custom" + custom.Scope[:1] + strings.ToLower(custom.Scope[1:]) + ":" + custom.Parameter
	return d
}
