package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Data quality. Keys: {@code summary} for the totals, {@code item/ID} and {@code subject/ID} for
 * what is or is not known.
 *
 * @param totals by name: accepted (retracted ones taken off), retracted, unknown-item and
 *     unknown-user (of the accepted ones, by what is known by now), rejected/KIND/CODE
 * @param name the row's key again; null in the summary
 * @param known whether the catalog has or had the item, or the subject has a profile
 * @param interactions of the item or subject
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityRow(
    SortedMap<String, Long> totals, @Nullable String name, boolean known, long interactions) {
  public static final String SUMMARY = "summary";
  public static final String ACCEPTED = "accepted";
  public static final String RETRACTED = "retracted";
  public static final String UNKNOWN_ITEM = "unknown-item";
  public static final String UNKNOWN_USER = "unknown-user";
  public static final String REJECTED = "rejected/";

  public QualityRow {
    totals =
        totals == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(totals));
  }

  @Nullable String mostUnknownFirst() {
    return name == null || !name.startsWith("item/") || known || interactions == 0
        ? null
        : Ordered.descending(interactions);
  }
}
