package io.hindsight.scoring.evaluation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Seeds;
import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.evaluation.report.Watcher;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final long SEED = 11;
  private static final Interactions DATA = Logs.random(SEED, 150, 40);
  private static final String OPEN = "item-knn:neighbours=1..40:shrinkage=0|5|20";

  @TempDir Path directory;

  private static SearchSpace space(String text) {
    return new SearchSpace(ModelSpec.parseAll(text).getFirst(), AlgorithmRegistry.standard());
  }

  private static Search search(boolean halving, int trials, int threads) {
    return new Search(
        AlgorithmRegistry.standard(),
        DATA,
        new Protocol.RandomHoldOut(0.2),
        new SearchPlan(halving, trials),
        10,
        SEED,
        threads);
  }

  @Test
  void theBestStandsFirstAndTheSeedDecidesAll() throws IOException {
    SearchOutcome one = search(false, 12, 1).run(space(OPEN), Journal.inMemory(), Watcher.NONE);
    SearchOutcome two = search(false, 12, 2).run(space(OPEN), Journal.inMemory(), Watcher.NONE);
    assertThat(two).isEqualTo(one);
    assertThat(one.last())
        .hasSize(12)
        .isSortedAccordingTo(
            Comparator.comparingDouble((Trial trial) -> -trial.quality().mean())
                .thenComparingInt(Trial::candidate));
    assertThat(one.best().quality().mean()).isGreaterThan(one.last().getLast().quality().mean());
  }

  @Test
  void halvingKeepsAThirdEachTimeAndEndsOnAllUsers() throws IOException {
    assertThat(new SearchPlan(true, 27).rungs())
        .extracting(SearchPlan.Rung::candidates)
        .containsExactly(27, 9, 3, 1);
    assertThat(new SearchPlan(true, 27).rungs().getLast().share()).isEqualTo(1);
    assertThat(new SearchPlan(true, 10).rungs())
        .containsExactly(
            new SearchPlan.Rung(10, 1 / 9.0),
            new SearchPlan.Rung(3, 1 / 3.0),
            new SearchPlan.Rung(1, 1));
    assertThat(new SearchPlan(true, 2).rungs()).containsExactly(new SearchPlan.Rung(2, 1));
    SearchOutcome halved = search(true, 12, 1).run(space(OPEN), Journal.inMemory(), Watcher.NONE);
    assertThat(halved.trials()).isEqualTo(12 + 4 + 1);
    assertThat(halved.last()).hasSize(1);
    // What wins on all users has the figure that random search finds for it.
    SearchOutcome all = search(false, 12, 1).run(space(OPEN), Journal.inMemory(), Watcher.NONE);
    assertThat(all.last())
        .filteredOn(trial -> trial.candidate() == halved.best().candidate())
        .first()
        .extracting(Trial::quality)
        .isEqualTo(halved.best().quality());
  }

  @Test
  void aSearchThatWasBrokenOffGoesOnAlsoBehindATornLine() throws IOException {
    Path file = directory.resolve("trials");
    SearchOutcome whole = search(true, 12, 1).run(space(OPEN), Journal.at(file), Watcher.NONE);
    assertThat(whole.known()).isZero();
    List<String> lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    assertThat(lines).hasSize(17);
    String torn = lines.get(5).substring(0, lines.get(5).length() - 9);
    Files.writeString(file, String.join("\n", lines.subList(0, 5)) + "\n" + torn);

    SearchOutcome resumed = search(true, 12, 2).run(space(OPEN), Journal.at(file), Watcher.NONE);

    assertThat(resumed.known()).isEqualTo(5);
    assertThat(resumed.last()).isEqualTo(whole.last());
    SearchOutcome again = search(true, 12, 1).run(space(OPEN), Journal.at(file), Watcher.NONE);
    assertThat(again.known()).isEqualTo(17);
    assertThat(again.last()).isEqualTo(whole.last());
  }

  @Test
  void anotherSearchTakesNothingFromTheFile() throws IOException {
    Path file = directory.resolve("trials");
    search(false, 3, 1).run(space(OPEN), Journal.at(file), Watcher.NONE);
    assertThat(search(false, 4, 1).run(space(OPEN), Journal.at(file), Watcher.NONE).known())
        .isZero();
    String other = "item-knn:neighbours=1..41:shrinkage=0|5|20";
    assertThat(search(false, 3, 1).run(space(other), Journal.at(file), Watcher.NONE).known())
        .isZero();
    assertThat(search(false, 3, 1).run(space(OPEN), Journal.at(file), Watcher.NONE).known())
        .isEqualTo(3);
    Files.writeString(file, "something else\n", StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(search(false, 3, 1).run(space(OPEN), Journal.at(file), Watcher.NONE).known())
        .isZero();
  }

  @Test
  void wideRangesAreDrawnByTheirLogarithmAndStayInside() {
    SearchSpace space = space("a:rate=0.001..1:size=1..3:share=0.5..0.6:fixed=7");
    int small = 0;
    Set<String> sizes = new TreeSet<>();
    for (int draw = 0; draw < 300; draw++) {
      ModelSpec spec = space.draw(Seeds.stream(SEED, draw));
      double rate = Double.parseDouble(spec.settings().get("rate"));
      assertThat(rate).isBetween(0.001, 1.0);
      small += rate < 0.01 ? 1 : 0;
      sizes.add(spec.settings().get("size"));
      assertThat(Double.parseDouble(spec.settings().get("share"))).isBetween(0.5, 0.6);
      assertThat(spec.settings()).containsEntry("fixed", "7");
    }
    // A third of the logarithm lies below 0.01; three standard errors are 25.
    assertThat(small).isBetween(75, 125);
    assertThat(sizes).containsExactly("1", "2", "3");
  }

  @Test
  void aRangeOfASettingThatTakesFractionsHasThemAlsoBetweenWholeNumbers() {
    SearchSpace space = space("rp3beta:beta=0..1:neighbours=20..22");
    Set<String> betas = new TreeSet<>();
    for (int draw = 0; draw < 20; draw++) {
      ModelSpec spec = space.draw(Seeds.stream(SEED, draw));
      assertThat(Double.parseDouble(spec.settings().get("beta"))).isBetween(0.0, 1.0);
      assertThat(spec.settings().get("neighbours")).matches("2[012]");
      betas.add(spec.settings().get("beta"));
    }
    assertThat(betas).hasSizeGreaterThan(15);
  }

  @Test
  void whatCannotBeSearchedIsRefused() {
    assertThatThrownBy(() -> space("a:x=5..1")).hasMessageContaining("must rise");
    assertThatThrownBy(() -> space("a:x=..1")).hasMessageContaining("no range of numbers");
    assertThatThrownBy(() -> space("a:x=1|")).hasMessageContaining("empty choice");
    assertThatThrownBy(() -> new SearchPlan(false, 0)).hasMessageContaining("1..10000");
    assertThatThrownBy(
            () ->
                search(false, 50, 1)
                    .run(space("item-knn:neighbours=0..3"), Journal.inMemory(), Watcher.NONE))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("neighbours must be in 1..10000");
    assertThatThrownBy(() -> Search.validation(new Protocol.KFold(3), true))
        .hasMessageContaining("take the protocol random");
  }
}
