package io.narsil.study;

import io.narsil.data.DataSpec;
import io.narsil.search.SearchPlan;

/**
 * What a user asks for.
 *
 * @param name of the run folder
 * @param file where it was read, for messages
 * @param dataLine file and line that name the images, for messages
 * @param budgetsLine file and line of the budgets, for messages
 * @param spaceText the space's file, which is kept with the run
 * @param plan what the search is to do
 * @param workers processes that train; nothing else depends on it
 */
public record Study(
        String name,
        String file,
        DataSpec data,
        String dataLine,
        String budgetsLine,
        String spaceName,
        String spaceText,
        SearchPlan plan,
        int workers) {
    /** The same study with another number of workers. */
    public Study withWorkers(int count) {
        return new Study(name, file, data, dataLine, budgetsLine, spaceName, spaceText, plan, count);
    }
}
