package io.hindsight.contracts.intake;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import java.util.List;

/**
 * Brings facts in, many at a time. Handled without an aggregate: facts are validated, not decided.
 * Batches answer with an {@link IntakeReceipt}, the others with a {@link Reply}.
 */
public sealed interface IntakeCommand {

  /**
   * The most records in one command: larger requests are cut, so that a message stays under every
   * transport's limit.
   */
  int MAX_BATCH = 1_000;

  /**
   * @param requestId one id for all commands of a request
   * @param malformed records of the same request that were unreadable before they could be judged,
   *     to be counted with the rejected ones
   */
  record RecordInteractions(
      String requestId, List<Draft.InteractionDraft> drafts, List<Rejection> malformed)
      implements IntakeCommand {
    public RecordInteractions {
      drafts = List.copyOf(drafts);
      malformed = List.copyOf(malformed);
    }
  }

  /** What people were shown; an id that the log has already is a duplicate. */
  record RecordImpressions(
      String requestId, List<Draft.ImpressionDraft> drafts, List<Rejection> malformed)
      implements IntakeCommand {
    public RecordImpressions {
      drafts = List.copyOf(drafts);
      malformed = List.copyOf(malformed);
    }
  }

  /** Lists new items, revises known ones; equal details are duplicates. */
  record ListItems(String requestId, List<Draft.ItemDraft> drafts, List<Rejection> malformed)
      implements IntakeCommand {
    public ListItems {
      drafts = List.copyOf(drafts);
      malformed = List.copyOf(malformed);
    }
  }

  /** Creates new profiles, revises known ones; equal details are duplicates. */
  record RecordProfiles(
      String requestId, List<Draft.ProfileDraft> drafts, List<Rejection> malformed)
      implements IntakeCommand {
    public RecordProfiles {
      drafts = List.copyOf(drafts);
      malformed = List.copyOf(malformed);
    }
  }

  /** Refused with {@code interaction-unknown}; a second retraction changes nothing. */
  record RetractInteraction(InteractionId interactionId) implements IntakeCommand {}

  /** Refused with {@code item-unknown}; a second delisting changes nothing. */
  record DelistItem(ItemId itemId) implements IntakeCommand {}
}
