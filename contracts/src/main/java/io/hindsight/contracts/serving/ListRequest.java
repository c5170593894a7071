package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import org.jspecify.annotations.Nullable;

/**
 * A request for a list, with every default filled in: the same request on the same basis gives the
 * same list.
 *
 * @param subjectId for whom; null for lists that are nobody's, and for users never seen before
 * @param itemId to which item a list of similar ones belongs
 * @param n how many, 1 to 100
 * @param diversity 0 to 1
 * @param windowDays of popular lists: 1, 7 or 30 days back from the epoch, 0 for all time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListRequest(
    ListKind kind,
    @Nullable SubjectId subjectId,
    @Nullable ItemId itemId,
    PlacementId placement,
    int n,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) double diversity,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int windowDays,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = ListFilter.NoneFilter.class)
        ListFilter filter) {

  public ListRequest {
    filter = filter == null ? ListFilter.NONE : filter;
  }
}
