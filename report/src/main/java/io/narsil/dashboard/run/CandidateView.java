package io.narsil.dashboard.run;

import io.narsil.report.part.BlockView;
import java.util.List;
import java.util.Map;

/**
 * A candidate as a page shows it.
 *
 * @param space name of its space; empty where it is not known
 * @param architecture values of the parameters of its network, or of all parameters where the space is not known
 * @param recipe settings with which it is trained, those at their defaults included
 * @param blocks blocks of its network; none where the space is not known
 */
public record CandidateView(
        String space, Map<String, String> architecture, Map<String, String> recipe, List<BlockView> blocks) {}
