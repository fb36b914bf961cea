import type { Component } from 'svelte';
import type { Stage } from '../kit';
import Agree from './Agree.svelte';
import Closed from './Closed.svelte';
import Cluster from './Cluster.svelte';
import Commit from './Commit.svelte';
import Share from './Share.svelte';
import Vote from './Vote.svelte';

/** What nobody needs while coming in: fetched once the first page stands. */
export const LATER: Record<Exclude<Stage, 'lobby' | 'reflect'>, Component> = { share: Share, cluster: Cluster, vote: Vote, agree: Agree, commit: Commit, closed: Closed };
