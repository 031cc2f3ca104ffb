package world

var (
	home     = &Page{Path: "/", Title: "Home"}
	checkout = &Page{Path: "/checkout", Title: "Checkout"}
	thanks   = &Page{Path: "/thank-you", Title: "Thank you"}
	signUp   = &Page{Path: "/sign-up", Title: "Sign up"}

	landings = []*Page{
		home,
		{Path: "/spring", Title: "Spring"},
		{Path: "/spring", Query: "?variant=b", Title: "Spring"},
		{Path: "/sale", Title: "Sale"},
		{Path: "/blog/how-to-choose-shoes", Title: "How to choose shoes"},
		{Path: "/blog/cote-d-azur", Title: "Courir sur la Côte d'Azur"},
		{Path: "/collections/running", Query: "?sort=price", Title: "Running"},
	}
	products = []*Product{
		{"SKU-1", "Trail shoe", "Northway", "Shoes", "42", "red", 8990 * One / 100},
		{"SKU-2", "Road shoe", "Northway", "Shoes", "43", "blue", 11950 * One / 100},
		{"SKU-3", "Running socks", "Calce", "Apparel", "M", "white", 1290 * One / 100},
		{"SKU-4", "Rain jacket", "Pluvia", "Apparel", "L", "green", 14900 * One / 100},
		{"SKU-5", "Water bottle", "Fontaine", "Equipment", NotSet, "clear", 1825 * One / 100},
		{"SKU-6", "Head lamp", "Fontaine", "Equipment", NotSet, "black", 3999 * One / 100},
	}
	productPages = pagesOf(products)

	places = []*Place{
		{"Europe", "France", "FR", "Ile-de-France", "Paris"},
		{"Europe", "France", "FR", "Auvergne-Rhone-Alpes", "Lyon"},
		{"Europe", "France", "FR", "Provence-Alpes-Cote d'Azur", "Nice"},
		{"Europe", "Germany", "DE", "Berlin", "Berlin"},
		{"Europe", "Germany", "DE", "Bavaria", "Munich"},
		{"Europe", "Spain", "ES", "Community of Madrid", "Madrid"},
		{"Americas", "United States", "US", "California", "Los Angeles"},
		{"Americas", "United States", "US", "New York", "New York"},
		{"Africa", "Côte d'Ivoire", "CI", "Abidjan Autonomous District", "Abidjan"},
		{NotSet, NotSet, NotSet, NotSet, NotSet},
	}
	devices = []*Device{
		{"mobile", "iOS", "Safari"}, {"mobile", "Android", "Chrome"}, {"mobile", "Android", "Samsung Internet"},
		{"desktop", "Windows", "Chrome"}, {"desktop", "Windows", "Edge"}, {"desktop", "Macintosh", "Safari"},
		{"tablet", "iOS", "Safari"}, {"smart tv", "Tizen", "Samsung Internet"},
	}
	deviceShare = []int{30, 50, 55, 75, 82, 93, 99, 100} // cumulative percentages

	languages   = []string{"French", "French", "English", "German", "Spanish"}
	ages        = []string{"18-24", "25-34", "35-44", "45-54", "55-64", "65+"}
	genders     = []string{"female", "male"}
	memberships = []string{"gold", "silver", NotSet, NotSet, NotSet}
	plans       = []string{"free", "pro", "team"}
	coupons     = []string{"", "", "", "SPRING10", "WELCOME"}
	otherMoney  = []string{"USD", "GBP", "CHF"}
)

func pagesOf(products []*Product) []*Page {
	pages := make([]*Page, len(products))
	for i, product := range products {
		pages[i] = &Page{Path: "/products/" + product.ID, Title: product.Name}
	}
	return pages
}
