package linkedinsim

import (
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// organization reads a parameter that is the URN of a page which the member
// administers.
func (c *call) organization(param string) (*world.Organization, error) {
	if !c.query.Has(param) {
		return nil, problem.Required(param)
	}
	id, ok := numericURN(c.query.Text(param), "organization")
	if !ok {
		return nil, problem.Invalid(param)
	}
	organization := c.server.world.Organization(id)
	if organization == nil || c.member.Organizations[id] != "ADMINISTRATOR" {
		return nil, c.forbidden()
	}
	return organization, nil
}

// organizationAcls lists the pages that the member has a role on.
func (c *call) organizationAcls() (any, error) {
	if c.query.Text("q") != "roleAssignee" {
		return nil, problem.Invalid("q")
	}
	var found []any
	for _, organization := range c.server.world.Organizations {
		role := c.member.Organizations[organization.ID]
		if role == "" || c.query.Has("role") && c.query.Enum("role") != role || c.query.Has("state") && c.query.Enum("state") != "APPROVED" {
			continue
		}
		found = append(found, object{"organization": urn("organization", organization.ID), "role": role, "state": "APPROVED",
			"roleAssignee": "urn:li:person:" + c.member.ID})
	}
	return c.indexPage(found, 10, len(found))
}

// getOrganization answers what anybody may know of a company.
func (c *call) getOrganization() (any, error) {
	id, ok := numericURN("urn:li:organization:"+strings.TrimPrefix(c.key(1), "urn:li:organization:"), "organization")
	organization := c.server.world.Organization(id)
	if !ok || organization == nil {
		return nil, problem.NotFound("The organization does not exist")
	}
	return object{"id": id, "localizedName": organization.Name, "vanityName": strings.ToLower(strings.ReplaceAll(organization.Name, " ", "-")),
		"primaryOrganizationType": "NONE"}, nil
}

// networkSize answers how many members follow a page now.
func (c *call) networkSize() (any, error) {
	id, ok := numericURN(c.key(1), "organization")
	organization := c.server.world.Organization(id)
	if !ok || organization == nil {
		return nil, problem.NotFound("The organization does not exist")
	}
	if edge := c.query.Text("edgeType"); edge != "COMPANY_FOLLOWED_BY_MEMBER" && edge != "CompanyFollowedByMember" {
		return nil, problem.Invalid("edgeType")
	}
	return object{"firstDegreeSize": c.server.world.Followers(*organization, world.DayOf(c.now)-1)}, nil
}
