package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One list that was served, and the key of its receipt. Lists that were served in one commit share
 * an event: the id of the first is the event's own, those of the others are that one with a dot and
 * their place in it, from 1 on.
 */
public record RecommendationId(@JsonValue String value) implements Id {
  private static final Pattern LATER = Pattern.compile("(.+)\\.([1-9][0-9]{0,3})");

  @JsonCreator
  public RecommendationId {
    Id.require("recommendationId", value);
  }

  /** The list at a place of the event that this is the id of. */
  public RecommendationId at(int place) {
    return place == 0 ? this : new RecommendationId(value + "." + place);
  }

  /** The id of its event. */
  public RecommendationId event() {
    Matcher later = LATER.matcher(value);
    return later.matches() ? new RecommendationId(later.group(1)) : this;
  }

  /** Its place in the event, from 0 on. */
  public int place() {
    Matcher later = LATER.matcher(value);
    return later.matches() ? Integer.parseInt(later.group(2)) : 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
