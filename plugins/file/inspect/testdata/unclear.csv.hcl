# note: The dates do not tell day and month apart: every one of them fits DD/MM/YYYY and MM/DD/YYYY. Choose one.
# note: "1.234" on line 2 is one number with a decimal point and another with a decimal comma, and no other number tells which. Choose one.
# note: The file does not say in which currency its money is.
connector "file" "shop" {
  path = "data/unclear.csv"
  # Every date fits these formats, which mean different days. Keep the right one.
  # date = { column = "Datum", format = "DD/MM/YYYY" }
  # date = { column = "Datum", format = "MM/DD/YYYY" }
  # 1.234 on line 2 can be read in two ways. Keep the right sign.
  # decimal = "."
  # decimal = ","
  # currency = "…" # the file does not say: write the code, such as EUR

  dimension "campaign" { column = "Kampagne" }

  measure "ausgaben" {
    column = "Ausgaben"
    unit   = "money"
  }
  measure "clicks" {
    column = "Klicks"
    unit   = "count"
  }
}
