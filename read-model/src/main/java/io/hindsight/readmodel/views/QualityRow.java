package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Data quality. Keys: {@code summary} for the totals, {@code item/ID} and {@code subject/ID} for
 * what is or is not known.
 *
 * @param totals by name: accepted, retracted, unknown-item, unknown-user, and rejected/KIND/CODE
 * @param name the row's key again; null in the summary
 * @param known whether the catalog has the item, or the subject a profile
 * @param interactions of the item or subject
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityRow(
    Map<String, Long> totals, @Nullable String name, boolean known, long interactions) {
  public static final String SUMMARY = "summary";

  public QualityRow {
    totals = totals == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(totals));
  }

  @Nullable String mostUnknownFirst() {
    return name == null || !name.startsWith("item/") || known || interactions == 0
        ? null
        : Ordered.descending(interactions);
  }
}
