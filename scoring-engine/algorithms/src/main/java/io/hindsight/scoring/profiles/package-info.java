/**
 * Nearest neighbours among people (user-kNN) and among sessions (session-kNN), with the rows of
 * several people made one, so that a model holds nobody's own.
 *
 * <p>P. Resnick, N. Iacovou, M. Suchak, P. Bergstrom, J. Riedl, "GroupLens: an open architecture
 * for collaborative filtering of netnews", CSCW 1994 (user-kNN); J. Herlocker, J. Konstan, A.
 * Borchers, J. Riedl, "An algorithmic framework for performing collaborative filtering", SIGIR 1999
 * (significance weighting, here shrinkage); D. Jannach, M. Ludewig, "When recurrent neural networks
 * meet the neighborhood for session-based recommendation", RecSys 2017 (session-kNN, section 2.2);
 * M. Ludewig, D. Jannach, "Evaluation of session-based recommendation algorithms", UMUAI 28, 2018
 * (newer items of the session count more, section 3.3); J. Domingo-Ferrer, J. Mateo-Sanz,
 * "Practical data-oriented microaggregation for statistical disclosure control", IEEE TKDE 14(1),
 * 2002 (rows of several people made one).
 *
 * <pre>
 *   s(q, v) = Σ_i w(q,i)·w(v,i) / (‖w(q,·)‖·‖w(v,·)‖) · n(q,v) / (n(q,v) + λ)
 *   N(q)    = the k profiles v with the largest s(q, v), ties by number
 *   x(q, j) = Σ over v in N(q) of  s(q, v)·r(v,j)
 * </pre>
 *
 * <p>Notation: {@code q} what is asked with: in user-kNN the whole history, in session-kNN the
 * newest {@code last} entries with no pause longer than {@code gap} between them, the m-th newest
 * of l weighing {@code (l - m + 1) / l} of its own. {@code v} a profile: the mean of the rows of
 * {@code group} people or sessions, {@code r(v,j)} the weight in it, {@code n(q,v)} how many items
 * both have, {@code λ} shrinkage, {@code k} neighbours. {@code w} is {@code r}, or weighted as in
 * {@link io.hindsight.scoring.knn.Weighting} with people for texts and items for words; {@code
 * similarity=jaccard} takes the number of shared items over the number of either instead.
 *
 * <p>Departures. A profile stands for at least {@code group} different people: the first in an
 * order that only their items decide, with those most alike (by the cosine of their 100 rarest
 * items) that are in no profile yet; sessions of one person never fill a profile alone. With fewer
 * people than that there is no profile. {@code group=1} is the method of the papers, with each
 * person's own row, though without a name; an erased person would stay in such a model, so it is
 * for evaluation and no server trains it. Sessions are not sampled by their age: let them decay.
 * Dislikes are left out by whoever makes the data.
 *
 * <p>Cost: training takes {@code Σ_i u_i²} steps for {@code u_i} people with an item, at most, on
 * one thread, and none worth naming with {@code group=1}; memory {@code 40·pairs} bytes. A model
 * has {@code 20} bytes an entry of its profiles and {@code 4} an item, {@code 8} and {@code 4} on
 * disk. Scoring takes as many steps as the history's items have profiles, and {@code k} profiles'
 * lengths. A new item is unknown until the next training.
 */
@NullMarked
package io.hindsight.scoring.profiles;

import org.jspecify.annotations.NullMarked;
